package io.callyard.telephony.telnyx;

import io.callyard.model.CarrierCallId;
import io.callyard.spi.carrier.BridgeAnswer;
import io.callyard.spi.carrier.BridgeOrder;
import io.callyard.spi.carrier.CarrierException;
import io.callyard.spi.scheduling.Scheduler;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Joins people and agents. */
final class Bridging {
    /** A call that was answered a moment ago may be refused as not answered. */
    private static final Duration PAUSE = Duration.ofMillis(300);

    private static final int TRIES = 3;

    private final TelnyxApi api;
    private final Commands commands;
    private final AgentLegs legs;
    private final LineOrders orders;
    private final Tries tries;
    private final Scheduler scheduler;
    private final AfterBridge after;

    Bridging(
            TelnyxApi api,
            Commands commands,
            AgentLegs legs,
            LineOrders orders,
            Scheduler scheduler,
            AfterBridge after) {
        this.api = api;
        this.commands = commands;
        this.legs = legs;
        this.orders = orders;
        this.scheduler = scheduler;
        this.tries = new Tries(scheduler);
        this.after = after;
    }

    /** Joins a person and an agent. */
    CompletionStage<BridgeAnswer> bridge(BridgeOrder order) {
        orders.next(order.line().call());
        CompletionStage<Reply> person =
                api.get(TelnyxApi.call(order.line().call().value()), Map.of());
        return legs.find(new LegMemory.Key(order.offer(), order.agent()))
                .thenCombine(person, (found, reply) -> join(order, found.call(), reply))
                .thenCompose(joined -> joined);
    }

    private CompletionStage<BridgeAnswer> join(BridgeOrder order, Optional<CarrierCallId> agent, Reply person) {
        if (isOver(person)) {
            if (!isOutbound(person)) {
                scheduler.execute(() -> after.personHasGone(order.line()));
            }
            return CompletableFuture.failedStage(new CarrierException("the person's line is over", true));
        }
        if (agent.isEmpty()) {
            return CompletableFuture.failedStage(new CarrierException("the agent's line was not found", true));
        }
        String call = order.line().call().value();
        CallTag tag = tag(order, person);
        return tries.run(
                        number -> commands.bridge(
                                call, commands.newKey(), agent.get().value(), tag),
                        (number, reply) ->
                                isTooEarly(reply) && number + 1 < TRIES ? Optional.of(PAUSE) : Optional.empty())
                .thenCompose(reply -> {
                    if (reply instanceof Reply.Done) {
                        after.joined(order, leg(person), tag);
                        return CompletableFuture.completedStage(BridgeAnswer.UNDER_WAY);
                    }
                    return CompletableFuture.failedStage(reply.failure());
                });
    }

    private static boolean isOver(Reply person) {
        boolean ended = person instanceof Reply.Done done
                && !done.data().isTrue("is_alive")
                && done.data().has("end_time");
        return ended || person.isOver();
    }

    /** A call of the engine's own keeps its tag, which says whose it is; on that of a caller nothing is played any more. */
    private static @Nullable CallTag tag(BridgeOrder order, Reply person) {
        return person instanceof Reply.Done && !isOutbound(person) ? new CallTag.Joined(order.offer()) : null;
    }

    private static boolean isOutbound(Reply person) {
        return person instanceof Reply.Done done
                && CallTag.parse(done.data().text("client_state")) instanceof CallTag.Outbound;
    }

    private static String leg(Reply person) {
        return person instanceof Reply.Done done ? done.data().text("call_leg_id", "") : "";
    }

    private static boolean isTooEarly(Reply reply) {
        return reply instanceof Reply.Refused refused && refused.status() == 422 && !reply.isOver();
    }
}
