package io.callyard.fake.twilio;

import org.jspecify.annotations.Nullable;

/** Who runs a {@link Script}. */
interface ScriptOwner {
    /**
     * A document has come and is about to run.
     *
     * @return whether to go on
     */
    default boolean ready(Element document) {
        return true;
    }

    /** The last document has ended. */
    void ended();

    /**
     * There is no going on.
     *
     * @param code the error, noted already
     * @param url the document that it is about; null: it has no address
     */
    void failed(int code, @Nullable String url);

    /** Audio has come where a document was asked for. */
    default void audio(String url) {
        failed(12300, url);
    }

    /** {@code <Leave>} has run. */
    default void leave() {
        ended();
    }

    /** Returns what each of its requests says beside the usual. */
    default Params params() {
        return Params.NONE;
    }
}
