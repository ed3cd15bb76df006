package io.callyard.fake.twilio;

/** The verbs that take no time: {@code Redirect}, {@code Leave}, {@code Hangup} and {@code Reject}. */
final class JumpStep extends Step {
    JumpStep(Script script, Element verb) {
        super(script, verb);
    }

    @Override
    void begin() {
        switch (verb.name()) {
            case "Redirect" -> script.fetch(verb.text(), verb.method("method"), Params.NONE);
            case "Leave" -> script.leave();
            default -> script.hangUp();
        }
    }
}
