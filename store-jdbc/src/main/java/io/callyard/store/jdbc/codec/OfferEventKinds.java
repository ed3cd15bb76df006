package io.callyard.store.jdbc.codec;

import io.callyard.event.OfferEvent;
import io.callyard.event.OfferEvent.OfferAccepted;
import io.callyard.event.OfferEvent.OfferDeclined;
import io.callyard.event.OfferEvent.OfferEnded;
import io.callyard.event.OfferEvent.OfferMade;
import io.callyard.model.AgentId;
import io.callyard.model.inbound.CallerId;
import io.callyard.model.inbound.OfferId;
import io.callyard.model.inbound.OfferState;
import io.callyard.model.inbound.QueueId;
import java.util.List;
import java.util.function.Function;

/** The events of offers, each with which one in {@code offer} and who is offered in {@code caller}. */
final class OfferEventKinds {
    static final List<EventKind<?>> ALL = List.of(
            kind(
                    EventCodec.OFFER_MADE,
                    OfferMade.class,
                    (json, event) -> json.text("queue", event.queue())
                            .texts("agents", event.agents())
                            .number("number", event.number())
                            .instant("deadline", event.deadline()),
                    json -> new OfferMade(
                            offer(json),
                            caller(json),
                            json.text("queue", QueueId::new),
                            json.texts("agents", AgentId::new),
                            json.integer("number"),
                            json.instant("deadline"))),
            kind(
                    EventCodec.OFFER_DECLINED,
                    OfferDeclined.class,
                    (json, event) -> json.text("agent", event.agent()).text("why", event.why()),
                    json -> new OfferDeclined(
                            offer(json), caller(json), json.text("agent", AgentId::new), json.text("why"))),
            kind(
                    EventCodec.OFFER_ACCEPTED,
                    OfferAccepted.class,
                    (json, event) -> json.text("agent", event.agent()),
                    json -> new OfferAccepted(offer(json), caller(json), json.text("agent", AgentId::new))),
            kind(
                    EventCodec.OFFER_ENDED,
                    OfferEnded.class,
                    (json, event) -> json.texts("agents", event.agents())
                            .constant("state", event.state())
                            .text("why", event.why()),
                    json -> new OfferEnded(
                            offer(json),
                            caller(json),
                            json.texts("agents", AgentId::new),
                            json.constant("state", OfferState.class),
                            json.text("why"))));

    private OfferEventKinds() {}

    private static <E extends OfferEvent> EventKind<E> kind(
            String name, Class<E> type, JsonWriter.Form<E> rest, Function<JsonFields, E> maker) {
        return new EventKind<>(
                name,
                type,
                (json, event) -> {
                    json.text("offer", event.offer()).text("caller", event.caller());
                    rest.write(json, event);
                },
                maker);
    }

    private static OfferId offer(JsonFields json) {
        return json.text("offer", OfferId::parse);
    }

    private static CallerId caller(JsonFields json) {
        return json.text("caller", CallerId::parse);
    }
}
