package io.callyard.benchmarks.live;

import io.callyard.model.Call;
import io.callyard.model.CallRequest;
import io.callyard.model.CallSubject;
import io.callyard.model.ConversationTurn;
import io.callyard.model.ConversationTurn.Speaker;
import io.callyard.model.PhoneNumber;
import io.callyard.outbound.Admission;
import io.callyard.spi.carrier.PlaceOrder;
import java.time.Duration;
import java.time.Instant;

/** A call of {@link LiveNode#TENANT} that goes on and on; an event tells of whatever is said. One thread at a time. */
final class Conversation {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final LiveNode node;
    private final PlaceOrder order;
    private long turns;

    /** Begins one, the first call of the node's. */
    Conversation(LiveNode node) {
        this.node = node;
        CallRequest request = CallRequest.direct(LiveNode.TENANT, PhoneNumber.parse("+12025550100"))
                .build();
        Call call = ((Admission.Started) node.engine().calls().place(request)).call();
        node.engine().calls().awaitCarrier(call.tenant(), call.id(), PATIENCE);
        order = node.carrier().lastOrder();
        node.carrier().ringing(order);
        node.carrier().answered(order);
    }

    CallSubject subject() {
        return order.subject();
    }

    /** Reports that the agent has said something. */
    void say(String text) {
        node.carrier().turn(order, String.valueOf(++turns), turn(text));
    }

    static ConversationTurn turn(String text) {
        return new ConversationTurn(Speaker.AGENT, text, Instant.EPOCH);
    }
}
