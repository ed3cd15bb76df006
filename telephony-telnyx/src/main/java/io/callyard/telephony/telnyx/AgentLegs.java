package io.callyard.telephony.telnyx;

import io.callyard.model.AgentId;
import io.callyard.model.CarrierCallId;
import io.callyard.model.inbound.OfferId;
import io.callyard.spi.carrier.CarrierException;
import io.callyard.spi.carrier.RingOrder;
import io.callyard.telephony.http.JsonBody;
import io.callyard.telephony.telnyx.Devices.Device;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Rings agents, and stops ringing them. */
final class AgentLegs {
    private static final int LONGEST_RINGING = 600;

    private static final int SHORTEST_RINGING = 5;

    private final TelnyxSettings settings;
    private final Dialing dialing;
    private final Commands commands;
    private final CallRecords records;
    private final LegMemory memory;
    private final Declining declining;

    /** Is told of an agent who cannot be rung. */
    interface Declining {
        /** He does not take the offer. */
        void declined(OfferId offer, AgentId agent, String why);
    }

    AgentLegs(
            TelnyxSettings settings,
            Dialing dialing,
            Commands commands,
            CallRecords records,
            LegMemory memory,
            Declining declining) {
        this.settings = settings;
        this.dialing = dialing;
        this.commands = commands;
        this.records = records;
        this.memory = memory;
        this.declining = declining;
    }

    /** Rings an agent. If it is not known whether he is rung, the offer's deadline decides. */
    CompletionStage<Void> ring(RingOrder order) {
        Optional<Device> device = Devices.parse(order.device());
        if (device.isEmpty()) {
            return cannot(order, "his device is neither a number nor a SIP address");
        }
        LegMemory.Key key = new LegMemory.Key(order.offer(), order.agent());
        memory.asked(key);
        Duration atMost = order.atMost().compareTo(settings.times().placing()) < 0
                ? order.atMost()
                : settings.times().placing();
        return dialing.dial(body(order, device.get()), atMost).thenCompose(reply -> {
            Optional<CarrierCallId> call = Dialing.call(reply);
            if (call.isPresent()) {
                return known(key, call.get());
            }
            boolean unwanted = memory.forget(key);
            if (reply instanceof Reply.Unclear) {
                // It may ring all the same.
                return unwanted ? endIfThere(key) : CompletableFuture.failedStage(reply.failure());
            }
            return cannot(order, words(reply));
        });
    }

    private JsonBody body(RingOrder order, Device device) {
        boolean pressOne = device.isNumber() && settings.agents().pressOne();
        CallTag tag = new CallTag.Agent(order.tenant(), order.offer(), order.agent(), order.caller(), pressOne);
        return CallPlacing.leg(settings, device.address())
                .text("from", settings.numbers().get(0).e164())
                .text("client_state", tag.clientState())
                .text("command_id", Commands.id("ring", order.offer() + "/" + order.agent(), 0))
                .number("timeout_secs", CallPlacing.seconds(order.atMost(), SHORTEST_RINGING, LONGEST_RINGING));
    }

    private static String words(Reply reply) {
        return reply instanceof Reply.Refused refused
                ? ErrorTable.words(ErrorTable.ofDial(refused), refused)
                : reply.words();
    }

    private CompletionStage<Void> cannot(RingOrder order, String why) {
        declining.declined(order.offer(), order.agent(), "could not be rung: " + why);
        return CompletableFuture.failedStage(new CarrierException("could not be rung: " + why, true));
    }

    /** A call that rings an agent is known now. It is ended if it is not wanted any more. */
    CompletionStage<Void> known(LegMemory.Key key, CarrierCallId call) {
        return memory.known(key, call) ? end(call) : CompletableFuture.completedStage(null);
    }

    /** Stops ringing an agent. */
    CompletionStage<Void> stop(OfferId offer, AgentId agent) {
        LegMemory.Key key = new LegMemory.Key(offer, agent);
        if (memory.unwanted(key)) {
            return CompletableFuture.completedStage(null); // it is ended when it is known
        }
        return endIfThere(key);
    }

    private CompletionStage<Void> endIfThere(LegMemory.Key key) {
        return find(key).thenCompose(search -> {
            if (search.call().isPresent()) {
                return end(search.call().get());
            }
            return search.isComplete()
                    ? CompletableFuture.completedStage(null)
                    : CompletableFuture.failedStage(
                            new CarrierException("the carrier's living calls could not be read", true));
        });
    }

    /**
     * Which call an agent is on.
     *
     * @param call empty: none was found
     * @param isComplete whether all were looked at
     */
    record Found(Optional<CarrierCallId> call, boolean isComplete) {}

    /** Finds the call of an agent: in memory, or at the carrier. */
    CompletionStage<Found> find(LegMemory.Key key) {
        Optional<CarrierCallId> known = memory.call(key);
        if (known.isPresent()) {
            return CompletableFuture.completedStage(new Found(known, true));
        }
        return records.living(
                        tag -> tag instanceof CallTag.Agent leg && keyOf(leg).equals(key))
                .thenApply(search -> new Found(search.found().map(CallRecords.Living::call), search.isComplete()));
    }

    /** Returns whom a tag speaks of. */
    static LegMemory.Key keyOf(CallTag.Agent tag) {
        return new LegMemory.Key(tag.offer(), tag.agent());
    }

    private CompletionStage<Void> end(CarrierCallId call) {
        return commands.hangUp(call.value(), commands.newKey(), null)
                .thenCompose(reply -> reply.isEnded()
                        ? CompletableFuture.completedStage(null)
                        : CompletableFuture.failedStage(reply.failure()));
    }
}
