package io.callyard.telephony.telnyx;

import io.callyard.model.CarrierAccountId;
import io.callyard.model.CarrierCallId;
import io.callyard.spi.carrier.CarrierReport;
import io.callyard.spi.carrier.CarrierReport.Fact;
import io.callyard.spi.carrier.CarrierReporter;
import io.callyard.spi.scheduling.Scheduler;
import io.callyard.telephony.telnyx.CallTag.Mark;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;

/**
 * Reports what webhooks say about the engine's calls.
 *
 * <p>How a call ended depends on whether it was answered, and by whom; webhooks come in any order and to any node. So
 * that is written into the call's tag, and a call whose end comes without it is looked up.
 */
final class CallReports {
    /** The carrier waits two seconds for the answer to a webhook. */
    private static final Duration PATIENCE = Duration.ofMillis(1_200);

    /** How often the end of a call is sent back while its history cannot be read. */
    private static final int MOST_RETURNS = 2;

    private final CarrierAccountId account;
    private final MachineDetection detection;
    private final Scheduler scheduler;
    private final CallRecords records;
    private final OutboundCalls calls;
    private final Turns turns;

    CallReports(TelnyxSettings settings, Scheduler scheduler, CallRecords records, OutboundCalls calls, Turns turns) {
        this.account = settings.account();
        this.detection = settings.detection();
        this.scheduler = scheduler;
        this.records = records;
        this.calls = calls;
        this.turns = turns;
    }

    /** Reports what an event says, and does what follows from it. */
    Handled handle(TelnyxEvent event, CarrierCallId call, CallTag.Outbound tag, CarrierReporter reporter) {
        if (event.payload().has("message_history")) {
            turns.report(event, tag, reporter);
        }
        switch (event.type()) {
            case "call.initiated" -> report(reporter, call, tag, new Fact.Started());
            case "call.answered" -> {
                report(reporter, call, tag, new Fact.Answered());
                calls.answered(call, tag);
            }
            case "call.bridged" -> report(reporter, call, tag, new Fact.Answered());
            case "call.hangup" -> {
                return ended(event, call, tag, reporter);
            }
            case "call.conversation.ended" -> await(turns.reportAll(event, tag, reporter));
            default -> {
                return detected(event, call, tag, reporter) || event.payload().has("message_history")
                        ? Handled.KEPT
                        : Handled.IGNORED;
            }
        }
        return Handled.KEPT;
    }

    private void report(CarrierReporter reporter, CarrierCallId call, CallTag.Outbound tag, Fact fact) {
        reporter.report(new CarrierReport(account, tag.call(), tag.attempt(), call, fact, null));
    }

    /** Returns whether the event is about who has answered. */
    private boolean detected(TelnyxEvent event, CarrierCallId call, CallTag.Outbound tag, CarrierReporter reporter) {
        if (!event.type().startsWith("call.machine.")) {
            return false;
        }
        if (Outcomes.isMachine(event.word("result"))) {
            calls.machine(event, call, tag, () -> report(reporter, call, tag, Outcomes.machine()));
        } else if (event.type().endsWith("detection.ended")) {
            calls.person(call, tag);
        }
        return true;
    }

    private Handled ended(TelnyxEvent event, CarrierCallId call, CallTag.Outbound tag, CarrierReporter reporter) {
        String cause = event.word("hangup_cause");
        String sip = event.word("sip_hangup_cause");
        boolean answered = tag.mark() != Mark.NONE || Outcomes.saysAnswered(cause);
        boolean machine = tag.mark() == Mark.MACHINE;
        boolean judged = machine || tag.mark() == Mark.PERSON || detection == MachineDetection.OFF;
        boolean open = answered ? !judged : Outcomes.dependsOnAnswer(cause, sip);
        if (open) {
            CallHistory history = await(records.ofLeg(event.leg()))
                    .flatMap(found -> found)
                    .filter(found -> found.end() != null || found.isAnswered())
                    .orElse(null);
            if (history == null && event.delivery() > 0 && event.delivery() <= MOST_RETURNS) {
                return Handled.AGAIN;
            }
            // Without any record the code of the network is the only clue: 200 is what follows an answer.
            answered = answered || (history == null ? sip.equals("200") : history.isAnswered());
            machine = machine || (history != null && history.isMachine());
        }
        report(reporter, call, tag, Outcomes.of(cause, sip, answered, machine));
        return Handled.KEPT;
    }

    /** Waits for a moment; empty if that was too short. What could not be kept is thrown on. */
    private <T> Optional<T> await(CompletionStage<T> stage) {
        try {
            return Optional.ofNullable(scheduler.await(stage, PATIENCE));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
