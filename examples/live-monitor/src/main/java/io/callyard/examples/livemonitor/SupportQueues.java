package io.callyard.examples.livemonitor;

import io.callyard.Callyard;
import io.callyard.model.AgentId;
import io.callyard.model.inbound.AgentProfile;
import io.callyard.model.inbound.Membership;
import io.callyard.model.inbound.QueueId;
import io.callyard.model.inbound.QueueSettings;
import io.callyard.model.inbound.Skills;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The demo's three queues, and who serves them. */
final class SupportQueues {
    static final QueueId SUPPORT = new QueueId("support");
    static final QueueId SALES = new QueueId("sales");
    static final QueueId BILLING = new QueueId("billing");

    private static final Duration CALLBACK_AFTER = Duration.ofSeconds(60);
    private static final Skills GERMAN = new Skills(Map.of("german", 60));

    private SupportQueues() {}

    /** Makes the queues. */
    static void define(Callyard engine) {
        define(engine, SUPPORT, "Support");
        define(engine, SALES, "Sales");
        define(engine, BILLING, "Billing");
    }

    private static void define(Callyard engine, QueueId queue, String name) {
        QueueSettings rules = QueueSettings.named(name);
        engine.inbound().define(Demo.TENANT, queue, rules.with(rules.callbacks().offeringAfter(CALLBACK_AFTER)));
    }

    /** Returns the six agents; their devices are the simulated carrier's business. */
    static Map<AgentId, AgentProfile> agents() {
        Map<AgentId, AgentProfile> agents = new LinkedHashMap<>();
        agents.put(new AgentId("ann"), serving("Ann", SUPPORT, BILLING).knowing(GERMAN));
        agents.put(new AgentId("ben"), serving("Ben", SUPPORT, BILLING));
        agents.put(new AgentId("carla"), serving("Carla", SUPPORT));
        agents.put(new AgentId("dev"), serving("Dev", SALES, SUPPORT));
        agents.put(new AgentId("eva"), serving("Eva", SALES).knowing(GERMAN));
        agents.put(new AgentId("finn"), serving("Finn", BILLING, SALES));
        return agents;
    }

    /** Returns somebody who serves all queues. */
    static AgentProfile everywhere(String name) {
        return serving(name, SUPPORT, SALES, BILLING);
    }

    private static AgentProfile serving(String name, QueueId first, QueueId... others) {
        List<Membership> queues = Stream.concat(
                        Stream.of(Membership.of(first)), Stream.of(others).map(other -> new Membership(other, 2, 0)))
                .toList();
        return AgentProfile.of(name, first).serving(queues);
    }
}
