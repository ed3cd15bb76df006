package io.callyard.fake.twilio;

import java.util.List;

/** {@code Say}, {@code Play} or {@code Pause} by itself. */
final class SoundStep extends Step {
    SoundStep(Script script, Element verb) {
        super(script, verb);
    }

    @Override
    void begin() {
        new Sounds(script, this, List.of(verb), script::next).begin();
    }
}
