package io.callyard.fake.twilio;

import org.jspecify.annotations.Nullable;

/** A verb that runs. */
abstract class Step {
    final Script script;
    final Element verb;

    Step(Script script, Element verb) {
        this.script = script;
        this.verb = verb;
    }

    /** Makes the step for a verb that the document may have. */
    static Step of(Element verb, Script script) {
        return switch (verb.name()) {
            case "Say", "Play", "Pause" -> new SoundStep(script, verb);
            case "Gather" -> new GatherStep(script, verb);
            case "Enqueue" -> new EnqueueStep(script, verb);
            case "Dial" -> new DialStep(script, verb);
            case "Record" -> new RecordStep(script, verb);
            default -> new JumpStep(script, verb);
        };
    }

    /** Begins. Whoever is done says {@link Script#next()} or takes the script elsewhere. */
    abstract void begin();

    /** Somebody has pressed a key. */
    void key(char digit) {}

    /** Stops, and tells nobody. */
    void stop() {}

    /** Stops, and returns what ought to be told about that. */
    @Nullable
    Farewell cut(Cut why) {
        stop();
        return null;
    }
}
