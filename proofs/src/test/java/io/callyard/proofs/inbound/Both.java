package io.callyard.proofs.inbound;

import io.callyard.proofs.inbound.Nodes.Kept;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Waits for the answers to two things that were told at once. One thread at a time. */
final class Both {
    private final BiConsumer<Kept, Kept> then;
    private @Nullable Kept first;
    private @Nullable Kept second;

    /** Goes on with both answers, the one for {@link #first} first. */
    Both(BiConsumer<Kept, Kept> then) {
        this.then = then;
    }

    Consumer<Kept> first() {
        return kept -> {
            first = kept;
            look();
        };
    }

    Consumer<Kept> second() {
        return kept -> {
            second = kept;
            look();
        };
    }

    private void look() {
        if (first != null && second != null) {
            then.accept(first, second);
        }
    }
}
