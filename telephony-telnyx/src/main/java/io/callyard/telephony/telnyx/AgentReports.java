package io.callyard.telephony.telnyx;

import io.callyard.model.CarrierCallId;
import io.callyard.model.inbound.Utterance;
import io.callyard.spi.carrier.InboundReporter;

/** Reports what webhooks say about agents' calls, and does what follows from it. */
final class AgentReports {
    private final TelnyxSettings.Agents settings;
    private final Commands commands;
    private final LegMemory memory;
    private final AgentLegs legs;

    AgentReports(TelnyxSettings settings, Commands commands, LegMemory memory, AgentLegs legs) {
        this.settings = settings.agents();
        this.commands = commands;
        this.memory = memory;
        this.legs = legs;
    }

    /** Reports what an event says. */
    @SuppressWarnings("FutureReturnValueIgnored") // ending an unwanted call is tried, and the carrier's limit is behind
    Handled handle(TelnyxEvent event, CarrierCallId call, CallTag.Agent tag, InboundReporter reporter) {
        switch (event.type()) {
            case "call.initiated" -> legs.known(AgentLegs.keyOf(tag), call);
            case "call.answered" -> answered(event, call, tag, reporter);
            case "call.gather.ended" -> keyPressed(event, call, tag, reporter);
            case "call.bridged" -> reporter.connected(tag.offer());
            case "call.hangup" -> {
                memory.forget(AgentLegs.keyOf(tag));
                // One of the two is meant; the other changes nothing.
                reporter.agentDeclined(tag.offer(), tag.agent(), why(event));
                reporter.agentLineEnded(tag.offer(), tag.agent());
            }
            default -> {
                return Handled.IGNORED;
            }
        }
        return Handled.KEPT;
    }

    private static String why(TelnyxEvent event) {
        String cause = event.word("hangup_cause");
        return cause.matches("[a-z_]{1,40}") ? cause : "hung up";
    }

    @SuppressWarnings("FutureReturnValueIgnored") // if he is not asked, the offer runs out
    private void answered(TelnyxEvent event, CarrierCallId call, CallTag.Agent tag, InboundReporter reporter) {
        legs.known(AgentLegs.keyOf(tag), call);
        if (!tag.pressOne()) {
            accept(event, call, tag, reporter);
            return;
        }
        Utterance.Spoken words = settings.asked();
        String key = event.key(commands.newKey());
        commands.onceAnswered(
                number -> commands.askForKey(call.value(), key + "/" + number, words.text(), words.language()));
    }

    @SuppressWarnings("FutureReturnValueIgnored") // his line ends some time
    private void keyPressed(TelnyxEvent event, CarrierCallId call, CallTag.Agent tag, InboundReporter reporter) {
        String status = event.word("status");
        if (status.equals("valid") && event.word("digits").equals("1")) {
            accept(event, call, tag, reporter);
        } else if (!status.equals("call_hangup")) {
            reporter.agentDeclined(tag.offer(), tag.agent(), "did not press 1");
            commands.hangUp(call.value(), event.key(commands.newKey()), null);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // what comes of it is told by events
    private void accept(TelnyxEvent event, CarrierCallId call, CallTag.Agent tag, InboundReporter reporter) {
        if (reporter.agentAccepted(tag.offer(), tag.agent())) {
            return;
        }
        Utterance.Spoken words = settings.late();
        String key = event.key(commands.newKey());
        commands.onceAnswered(number -> commands.speak(
                        call.value(), key + "/" + number, words.text(), words.language(), new CallTag.LastWords()))
                .thenAccept(reply -> {
                    if (!reply.isEnded()) {
                        commands.hangUp(call.value(), commands.newKey(), null);
                    }
                });
    }
}
