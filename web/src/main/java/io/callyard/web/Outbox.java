package io.callyard.web;

import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/** What is on its way to one client and has not been taken yet. One thread at a time. */
final class Outbox {
    private final Deque<byte[]> waiting = new ArrayDeque<>();
    private int bytes;
    private boolean unflushed;
    private boolean moved;

    void add(String text) {
        byte[] chunk = text.getBytes(StandardCharsets.UTF_8);
        waiting.add(chunk);
        bytes += chunk.length;
    }

    /** Hands over as much as the connection takes without waiting. The container calls when it takes more. */
    void moveTo(ServletOutputStream out) throws IOException {
        while (out.isReady()) {
            byte[] next = waiting.poll();
            if (next != null) {
                out.write(next);
                bytes -= next.length;
                moved = true;
                unflushed = true;
            } else if (unflushed) {
                unflushed = false;
                out.flush();
            } else {
                return;
            }
        }
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Returns how many bytes wait. */
    int bytes() {
        return bytes;
    }

    /** Returns whether anything was handed over since this was last asked. */
    boolean hasMoved() {
        boolean answer = moved;
        moved = false;
        return answer;
    }
}
