package io.callyard.proofs.inbound;

import io.callyard.Callyard;
import io.callyard.SystemScheduler;
import io.callyard.inbound.Admittance;
import io.callyard.model.AgentId;
import io.callyard.model.CarrierCallId;
import io.callyard.model.NodeId;
import io.callyard.model.PhoneNumber;
import io.callyard.model.TenantId;
import io.callyard.model.TenantLimits;
import io.callyard.model.inbound.Arrival;
import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.CallerLine;
import io.callyard.model.inbound.OfferId;
import io.callyard.model.inbound.Presence;
import io.callyard.model.inbound.QueueId;
import io.callyard.proofs.RemoteCarrier;
import io.callyard.proofs.Stores;
import io.callyard.proofs.Timing;
import java.util.function.Consumer;

/**
 * An engine that is told by lines what happens on telephones. Each has a number, under which {@code KEPT number
 * answer} says that it is kept, and {@code FAILED number why} that it may not be.
 *
 * <ul>
 *   <li>{@code open n}: makes the {@link CallCentre} known
 *   <li>{@code arrive n tenant queue line number}: somebody calls; the answer is who he is
 *   <li>{@code press n line}, {@code lineover n line}: he asks for a callback, or hangs up
 *   <li>{@code take n tenant offer agent}, {@code decline n tenant offer agent}: {@code true} if it counts
 *   <li>{@code talkover n offer agent}: the agent hangs up
 *   <li>{@code presence n tenant agent presence}, {@code alive n tenant agent}: the answer is what he is then
 *   <li>{@code bridged request yes|no}: the answer to a request for a connection; no answer
 * </ul>
 *
 * <p>It says beside that what {@link TalkingCarrier} says.
 *
 * <p><b>Threads.</b> Safe for many threads.
 */
final class FloorNode implements AutoCloseable {
    private static final int CONNECTIONS = 6;

    private final Stores.Opened opened;
    private final RemoteCarrier outbound;
    private final TalkingCarrier carrier;
    private final SystemScheduler scheduler = new SystemScheduler();
    private final Callyard engine;
    private final Consumer<String> out;

    FloorNode(String url, String name, int carrierPort, Consumer<String> out) {
        this.out = out;
        opened = Stores.open(url, CONNECTIONS);
        outbound = new RemoteCarrier(TenantLimits.DEFAULT_ACCOUNT, carrierPort);
        carrier = new TalkingCarrier(outbound, out);
        engine = Callyard.builder()
                .store(opened.store())
                .scheduler(scheduler)
                .carrier(carrier)
                .node(new NodeId(name))
                .settings(Timing.SETTINGS)
                .inbound(CallCentre.SETTINGS)
                .build();
    }

    void start() {
        engine.start();
        out.accept("READY");
    }

    void obey(String line) {
        String[] word = line.split(" ", -1);
        try {
            if (word[0].equals("bridged")) {
                carrier.bridged(word[1], word[2].equals("yes"));
            } else {
                out.accept("KEPT " + word[1] + " " + keep(word));
            }
        } catch (RuntimeException e) {
            out.accept("FAILED " + word[1] + " " + e.toString().replace('\n', ' '));
        }
    }

    private Object keep(String[] word) {
        switch (word[0]) {
            case "open" -> CallCentre.open(engine);
            case "press" -> carrier.reports().pressed(line(word[2]), '1');
            case "lineover" -> carrier.reports().lineEnded(line(word[2]));
            case "talkover" -> carrier.reports().agentLineEnded(OfferId.parse(word[2]), new AgentId(word[3]));
            default -> {
                return ask(word, new TenantId(word[2]));
            }
        }
        return "yes";
    }

    private Object ask(String[] word, TenantId tenant) {
        return switch (word[0]) {
            case "arrive" ->
                arrive(
                        tenant,
                        Arrival.of(new QueueId(word[3]), PhoneNumber.parse(word[5]))
                                .on(line(word[4])));
            case "take" -> engine.agents().accept(tenant, OfferId.parse(word[3]), new AgentId(word[4]));
            case "decline" -> engine.agents().reject(tenant, OfferId.parse(word[3]), new AgentId(word[4]), "busy");
            case "presence" ->
                engine.agents()
                        .setPresence(tenant, new AgentId(word[3]), Presence.valueOf(word[4]))
                        .presence();
            case "alive" ->
                engine.agents().heartbeat(tenant, new AgentId(word[3])).presence();
            default -> throw new IllegalArgumentException("not an order: " + word[0]);
        };
    }

    private String arrive(TenantId tenant, Arrival arrival) {
        Admittance admittance = engine.inbound().arrive(tenant, arrival);
        if (admittance instanceof Admittance.Refused refused) {
            throw new IllegalStateException("refused: " + refused.reason());
        }
        Caller caller = admittance instanceof Admittance.Offered offered
                ? offered.caller()
                : admittance instanceof Admittance.Waiting waiting
                        ? waiting.caller()
                        : ((Admittance.Overflowed) admittance).caller();
        return caller.id().toString();
    }

    private static CallerLine line(String id) {
        return new CallerLine(TenantLimits.DEFAULT_ACCOUNT, new CarrierCallId(id));
    }

    @Override
    public void close() {
        engine.close();
        outbound.close();
        scheduler.close();
        opened.close();
    }
}
