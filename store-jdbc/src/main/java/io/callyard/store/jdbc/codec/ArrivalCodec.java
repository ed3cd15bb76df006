package io.callyard.store.jdbc.codec;

import io.callyard.model.AgentId;
import io.callyard.model.CallData;
import io.callyard.model.CarrierAccountId;
import io.callyard.model.CarrierCallId;
import io.callyard.model.ContactId;
import io.callyard.model.PhoneNumber;
import io.callyard.model.inbound.Arrival;
import io.callyard.model.inbound.CallerLine;
import io.callyard.model.inbound.CallerType;
import io.callyard.model.inbound.QueueId;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What was known of a caller when he came, with the full number: in his body and in the event that he joined. */
final class ArrivalCodec {
    private ArrivalCodec() {}

    static void write(JsonWriter json, Arrival arrival) throws IOException {
        PhoneNumber number = arrival.number();
        json.text("queue", arrival.queue())
                .object("line", arrival.line(), ArrivalCodec::writeLine)
                .text("phone", number == null ? null : number.e164())
                .text("contact", arrival.contact())
                .text("name", arrival.name())
                .text("type", arrival.type())
                .nanos("head_start_ns", arrival.headStart());
        SkillsCodec.write(json, arrival.skills());
        json.text("language", arrival.language())
                .text("preferred", arrival.preferred())
                .text("data", arrival.data().isEmpty() ? null : arrival.data().text());
    }

    static Arrival read(JsonFields json) {
        return new Arrival(
                json.text("queue", QueueId::new),
                line(json),
                json.textOrNull("phone", PhoneNumber::parse),
                json.textOrNull("contact", ContactId::new),
                json.text("name"),
                json.text("type", CallerType::new),
                json.nanosOrNull("head_start_ns"),
                SkillsCodec.read(json),
                json.text("language"),
                json.textOrNull("preferred", AgentId::new),
                data(json));
    }

    private static void writeLine(JsonWriter json, CallerLine line) throws IOException {
        json.text("account", line.account()).text("id", line.call());
    }

    private static @Nullable CallerLine line(JsonFields json) {
        return json.objectOrNull(
                "line",
                line -> new CallerLine(
                        line.text("account", CarrierAccountId::new), line.text("id", CarrierCallId::new)));
    }

    private static CallData data(JsonFields json) {
        CallData data = json.textOrNull("data", CallData::new);
        return data == null ? CallData.NONE : data;
    }
}
