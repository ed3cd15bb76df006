package io.callyard.telephony.telnyx;

import io.callyard.model.CarrierCallId;
import io.callyard.spi.scheduling.Scheduler;
import io.callyard.telephony.telnyx.CallTag.Mark;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does on the engine's calls what follows from events: notes who has answered, and has assistants talk to people. */
final class OutboundCalls {
    private static final Logger log = LoggerFactory.getLogger(OutboundCalls.class);

    /** How long an assistant waits for the verdict on who has answered. It may never come. */
    private static final Duration VERDICT = Duration.ofSeconds(10);

    private final Commands commands;
    private final Scheduler scheduler;
    private final MachineDetection detection;

    OutboundCalls(Commands commands, Scheduler scheduler, MachineDetection detection) {
        this.commands = commands;
        this.scheduler = scheduler;
        this.detection = detection;
    }

    /** A call was answered. */
    void answered(CarrierCallId call, CallTag.Outbound tag) {
        if (tag.mark() != Mark.NONE) {
            return;
        }
        CallTag.Outbound marked = tag.with(Mark.ANSWERED);
        String assistant = tag.assistant();
        if (detection == MachineDetection.OFF && assistant != null) {
            talk(call, marked, assistant);
            return;
        }
        mark(call, marked);
        if (assistant != null) {
            // Started on a call that is over by then, it does no harm; started twice, it is started once.
            scheduler.schedule(VERDICT, () -> talk(call, marked, assistant));
        }
    }

    /** A person has answered, as far as the carrier can tell. */
    void person(CarrierCallId call, CallTag.Outbound tag) {
        CallTag.Outbound marked = tag.with(Mark.PERSON);
        if (tag.assistant() != null) {
            talk(call, marked, tag.assistant());
        } else {
            mark(call, marked);
        }
    }

    /**
     * A machine has answered: the call is ended.
     *
     * @param over what to do if it is over already
     */
    @SuppressWarnings("FutureReturnValueIgnored") // the engine's own limits end it if this does not
    void machine(TelnyxEvent event, CarrierCallId call, CallTag.Outbound tag, Runnable over) {
        commands.hangUp(call.value(), event.key(commands.newKey()), tag.with(Mark.MACHINE))
                .thenAccept(reply -> {
                    if (reply.isOver()) {
                        InTheEnd.report(scheduler, over);
                    }
                });
    }

    @SuppressWarnings("FutureReturnValueIgnored") // a call without a mark is looked up when it ends
    private void mark(CarrierCallId call, CallTag.Outbound tag) {
        commands.mark(call.value(), tag);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // what comes of it is told by events
    private void talk(CarrierCallId call, CallTag.Outbound tag, String assistant) {
        String key = "assistant/" + tag.call() + "/" + tag.attempt();
        commands.onceAnswered(number -> commands.startAssistant(call.value(), key + "/" + number, assistant, tag))
                .thenAccept(reply -> started(call, tag, reply));
    }

    @SuppressWarnings("FutureReturnValueIgnored") // as above
    private void started(CarrierCallId call, CallTag.Outbound tag, Reply reply) {
        if (reply instanceof Reply.Refused refused && !isHarmless(refused)) {
            log.atWarn()
                    .addKeyValue("call", tag.call())
                    .log("no assistant talks, so the call is ended: {}", reply.words());
            commands.hangUp(call.value(), commands.newKey(), null);
        }
    }

    private static boolean isHarmless(Reply.Refused refused) {
        ErrorTable.Kind kind = ErrorTable.ofCommand(refused);
        return kind == ErrorTable.Kind.ALREADY || kind == ErrorTable.Kind.OVER;
    }
}
