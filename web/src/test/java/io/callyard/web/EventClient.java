package io.callyard.web;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Reads an event stream on a thread of its own and takes it apart by the rules of the format. */
final class EventClient implements AutoCloseable {
    /** Reached only if something is broken. */
    private static final long PATIENCE_SECONDS = 20;

    /**
     * One block of the stream.
     *
     * @param id the {@code id} line, or empty
     * @param data the {@code data} line, or empty
     * @param raw all of it
     */
    record Block(String id, String data, String raw) {
        Map<String, Object> json() {
            return TestJson.object(data);
        }

        String type() {
            return String.valueOf(json().get("type"));
        }

        String at(String path) {
            return String.valueOf(TestJson.at(json(), path));
        }
    }

    private static final Block END = new Block("", "", "<end>");

    private final HttpResponse<InputStream> response;
    private final BlockingQueue<Block> blocks = new LinkedBlockingQueue<>();

    private EventClient(HttpResponse<InputStream> response) {
        this.response = response;
    }

    static EventClient open(TestServer server, String token, String query) {
        return open(server, server.request(token, "/api/events" + query));
    }

    /** As a browser does by itself after a break. */
    static EventClient resume(TestServer server, String token, long after) {
        return open(server, server.request(token, "/api/events").header("Last-Event-ID", String.valueOf(after)));
    }

    private static EventClient open(TestServer server, HttpRequest.Builder request) {
        HttpResponse<InputStream> response;
        try {
            response = server.client().send(request.GET().build(), BodyHandlers.ofInputStream());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
        EventClient client = new EventClient(response);
        Thread reader = new Thread(client::read, "event-client");
        reader.setDaemon(true);
        reader.start();
        return client;
    }

    HttpResponse<InputStream> response() {
        return response;
    }

    /** Waits for the next block, signs of life included. */
    Block next() {
        try {
            Block block = blocks.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (block == null) {
                throw new AssertionError("nothing came");
            }
            return block;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Waits for the next block with data. */
    Block nextEvent() {
        Block block = next();
        while (block.data().isEmpty()) {
            if (block == END) {
                throw new AssertionError("the stream ended");
            }
            block = next();
        }
        return block;
    }

    /** Collects events up to the first one that fits. */
    List<Block> until(Predicate<Block> last) {
        List<Block> all = new ArrayList<>();
        do {
            all.add(nextEvent());
        } while (!last.test(all.get(all.size() - 1)));
        return all;
    }

    /** Collects events up to the first one of a type and returns that. */
    Block await(String type) {
        List<Block> all = until(block -> block.type().equals(type));
        return all.get(all.size() - 1);
    }

    /** Waits until the server ends the stream. */
    void awaitEnd() {
        while (next() != END) {
            // What was sent before the end does not matter here.
        }
    }

    @Override
    public void close() {
        try {
            response.body().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            Map<String, String> fields = new LinkedHashMap<>();
            StringBuilder raw = new StringBuilder();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isEmpty()) {
                    blocks.add(
                            new Block(fields.getOrDefault("id", ""), fields.getOrDefault("data", ""), raw.toString()));
                    fields.clear();
                    raw.setLength(0);
                } else {
                    raw.append(line).append('\n');
                    int colon = line.indexOf(':');
                    fields.put(
                            line.substring(0, colon), line.substring(colon + 1).stripLeading());
                }
            }
        } catch (IOException e) {
            // The test or the server closed it.
        }
        blocks.add(END);
    }
}
