package io.callyard.broadcast.websocket;

import jakarta.websocket.MessageHandler;
import java.util.function.Consumer;

/**
 * Puts a client's text together from the parts in which it comes. Containers would do that too, but
 * one of them keeps room for the largest message ready in every session.
 *
 * <p><b>Threads.</b> Parts come one at a time.
 */
final class TextParts implements MessageHandler.Partial<String> {
    private final int most;
    private final Consumer<String> whole;
    private final Runnable tooLarge;
    private StringBuilder parts = new StringBuilder();

    /**
     * Parts of texts of at most {@code most} characters.
     *
     * @param whole takes a text that is complete
     * @param tooLarge told when one has become longer
     */
    TextParts(int most, Consumer<String> whole, Runnable tooLarge) {
        this.most = most;
        this.whole = whole;
        this.tooLarge = tooLarge;
    }

    @Override
    public void onMessage(String part, boolean last) {
        if (last && parts.length() == 0) {
            whole.accept(part);
            return;
        }
        if (part.length() > most - parts.length()) {
            parts = new StringBuilder();
            tooLarge.run();
            return;
        }
        parts.append(part);
        if (last) {
            String text = parts.toString();
            // A new one: an idle client keeps no memory of its largest message.
            parts = new StringBuilder();
            whole.accept(text);
        }
    }
}
