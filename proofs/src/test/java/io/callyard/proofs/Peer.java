package io.callyard.proofs;

/** Something that obeys lines and says lines: a process, or what stands for one. */
public interface Peer extends AutoCloseable {
    /** Returns a name that no other has. */
    String name();

    /** Gives it a line. One that is dead hears nothing. */
    void send(String line);

    /** Ends it at once, in the middle of whatever it does. */
    void kill();

    /** Stops its time. */
    void freeze();

    /** Lets its time go on. */
    void thaw();

    /** Returns what it last complained of, for people. */
    String complaints();

    /** Ends its input and waits for its end. */
    @Override
    void close();

    /**
     * A line that somebody said.
     *
     * @param line what, or {@link #END}
     */
    record Said(Peer by, String line) {
        /** Stands for the end of all that it says. */
        static final String END = "\0";

        public boolean isEnd() {
            return line.equals(END);
        }
    }
}
