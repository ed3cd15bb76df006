package io.callyard.telephony.simulated;

import static io.callyard.telephony.simulated.ConversationScript.Line.agent;
import static io.callyard.telephony.simulated.ConversationScript.Line.customer;

/** The words of the scripts that ship. */
final class DefaultScripts {
    private DefaultScripts() {}

    static ConversationScript appointment() {
        return ConversationScript.of(
                customer("Hello?"),
                agent("Hello {contact|there}, this is {agent|the assistant} calling about your appointment tomorrow."),
                customer("Ah yes, at ten, right?"),
                agent("At ten, that is right. Shall I confirm it for you?"),
                customer("Yes, please do."),
                agent("It is confirmed. Is there anything else I can do for you?"),
                customer("No, that is all. Thank you."),
                agent("Thank you, {contact|and have a nice day}. Goodbye."));
    }

    static ConversationScript badMoment() {
        return ConversationScript.of(
                customer("Yes?"),
                agent("Good day {contact|to you}, this is {agent|the assistant}. Do you have a minute?"),
                customer("Sorry, this is a bad moment."),
                agent("I understand. Would this afternoon suit you better?"),
                customer("Make it after four."),
                agent("After four, then. Goodbye."));
    }

    static ConversationScript voicemail() {
        return ConversationScript.of(
                customer("You have reached the voicemail of {contact|this number}. Please speak after the tone."),
                agent("Hello {contact|there}, this is {agent|the assistant}. I will try again later. Goodbye."));
    }
}
