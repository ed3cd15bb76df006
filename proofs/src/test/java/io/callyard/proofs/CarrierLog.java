package io.callyard.proofs;

import io.callyard.model.CallId;
import io.callyard.model.TenantId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The carrier's own story: what it was asked, which calls it made and when they ended. A file, so that
 * a checker in another process can read it; the order of its lines is the order of what happened.
 *
 * <p><b>Threads.</b> Safe for many threads.
 */
final class CarrierLog implements AutoCloseable {
    private final Writer file;

    CarrierLog(Path path) {
        try {
            file = Files.newBufferedWriter(
                    path, StandardCharsets.US_ASCII, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What became of a request. */
    enum Verdict {
        /** A call was made. */
        CREATED,
        /** The number or the content is refused. */
        REFUSED,
        /** Not now, perhaps later. */
        NOT_NOW,
        /** Thrown away without an answer. */
        DROPPED,
        /** Refused because a look-up has said that the call cannot come any more. */
        CLOSED,
        /** Ordered before with the same id and attempt. Nobody may do that. */
        AGAIN
    }

    /**
     * A request for a call.
     *
     * @param line its place in the log
     * @param carrierCall the id of the call that was made, or {@code -}
     */
    record Request(
            int line,
            Instant at,
            TenantId tenant,
            String lane,
            CallId call,
            int attempt,
            String number,
            Verdict verdict,
            String carrierCall) {}

    /**
     * A call that was made.
     *
     * @param endLine the place of its end in the log; absent while it lasts
     */
    record Leg(Request request, @Nullable Integer endLine) {}

    /**
     * A log that was read.
     *
     * @param requests all of them, in order
     * @param legs the calls that were made, in order
     */
    record Story(List<Request> requests, List<Leg> legs) {}

    synchronized void requested(Order order, Verdict verdict, @Nullable String carrierCall) {
        append(String.join(
                " ",
                "request",
                Instant.now().truncatedTo(ChronoUnit.MICROS).toString(),
                order.tenant(),
                order.lane(),
                order.call(),
                Integer.toString(order.attempt()),
                order.number(),
                verdict.name(),
                carrierCall == null ? "-" : carrierCall));
    }

    synchronized void ended(String carrierCall) {
        append("ended " + Instant.now().truncatedTo(ChronoUnit.MICROS) + " " + carrierCall);
    }

    private void append(String line) {
        try {
            file.write(line + "\n");
            file.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        file.close();
    }

    static Story read(Path path) {
        List<Request> requests = new ArrayList<>();
        Map<String, Integer> ends = new LinkedHashMap<>();
        List<String> lines;
        try {
            lines = Files.readAllLines(path, StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (int i = 0; i < lines.size(); i++) {
            String[] word = lines.get(i).split(" ", -1);
            if (word[0].equals("ended")) {
                ends.put(word[2], i);
            } else {
                requests.add(new Request(
                        i,
                        Instant.parse(word[1]),
                        new TenantId(word[2]),
                        word[3],
                        CallId.parse(word[4]),
                        Integer.parseInt(word[5]),
                        word[6],
                        Verdict.valueOf(word[7]),
                        word[8]));
            }
        }
        List<Leg> legs = requests.stream()
                .filter(request -> request.verdict() == Verdict.CREATED)
                .map(request -> new Leg(request, ends.get(request.carrierCall())))
                .toList();
        return new Story(requests, legs);
    }
}
