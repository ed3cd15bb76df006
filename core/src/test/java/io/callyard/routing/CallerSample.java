package io.callyard.routing;

import static io.callyard.routing.AgentSample.ACME;
import static io.callyard.routing.AgentSample.NOW;
import static io.callyard.routing.AgentSample.SALES;

import io.callyard.model.AgentId;
import io.callyard.model.PhoneNumber;
import io.callyard.model.inbound.Arrival;
import io.callyard.model.inbound.CallbackPromise;
import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.CallerId;
import io.callyard.model.inbound.CallerState;
import io.callyard.model.inbound.Feature;
import io.callyard.model.inbound.Place;
import io.callyard.model.inbound.QueueId;
import io.callyard.model.inbound.Search;
import io.callyard.model.inbound.Skills;
import io.callyard.model.inbound.Told;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A caller for a test: waits for ten seconds in sales and gets every feature if nothing else is said. */
final class CallerSample {
    private final CallerId id;
    private QueueId queue = SALES;
    private Arrival arrival = Arrival.of(SALES, null);
    private Set<Feature> features = EnumSet.allOf(Feature.class);
    private long waited = 10;
    private long headStart;
    private CallerState state = CallerState.WAITING;
    private int failed;
    private List<AgentId> passed = List.of();
    private @Nullable CallbackPromise callback;

    private CallerSample(long id) {
        this.id = new CallerId(new UUID(0x7000, id));
    }

    /** The smaller number has the smaller id. */
    static CallerSample caller(long id) {
        return new CallerSample(id);
    }

    CallerSample in(QueueId value) {
        queue = value;
        return this;
    }

    CallerSample waited(long seconds) {
        waited = seconds;
        return this;
    }

    CallerSample headStart(long seconds) {
        headStart = seconds;
        return this;
    }

    CallerSample wants(String skill, int level) {
        return wants(Map.of(skill, level));
    }

    CallerSample wants(Map<String, Integer> skills) {
        arrival = arrival.wanting(new Skills(skills));
        return this;
    }

    CallerSample speaks(String language) {
        arrival = arrival.speaking(language);
        return this;
    }

    CallerSample prefers(String agent) {
        arrival = arrival.preferring(new AgentId(agent));
        return this;
    }

    CallerSample without(Feature... off) {
        List.of(off).forEach(features::remove);
        return this;
    }

    CallerSample only(Set<Feature> value) {
        features = value;
        return this;
    }

    CallerSample is(CallerState value) {
        state = value;
        return this;
    }

    /** Offers failed at agents, each at another one. */
    CallerSample failedAt(String... agents) {
        return failed(agents.length, agents);
    }

    CallerSample failed(int offers, String... agents) {
        failed = offers;
        passed = Stream.of(agents).map(AgentId::new).toList();
        return this;
    }

    /** Is to be called back, not before some seconds from now. */
    CallerSample callback(long notBefore) {
        callback = CallbackPromise.of(
                PhoneNumber.parse("+14155550123"), NOW, NOW.plusSeconds(600), NOW.plusSeconds(notBefore));
        return this;
    }

    Caller build() {
        return new Caller(
                ACME,
                id,
                arrival,
                features,
                new Place(queue, NOW.minusSeconds(waited), NOW.minusSeconds(waited + headStart)),
                state,
                new Search(null, failed, failed, passed),
                callback,
                null,
                null,
                Told.NOTHING,
                null,
                NOW,
                null);
    }
}
