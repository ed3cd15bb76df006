package io.callyard.web;

import io.callyard.broadcast.Broadcaster;
import io.callyard.broadcast.Room;
import io.callyard.spi.scheduling.Scheduler;
import io.callyard.spi.security.Principal;
import io.callyard.spi.security.Principal.Role;
import io.callyard.wire.EventFrames;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code /api/events}: what happens, as server-sent events. {@code Last-Event-ID} or {@code after}
 * says where to go on; without either it begins with the next event. {@code room=user} narrows it to
 * the calls that whoever asks has asked for.
 */
final class EventsResource {
    private final Broadcaster broadcaster;
    private final Scheduler scheduler;
    private final Door door;
    private final WebSettings settings;
    private final OpenStreams streams;
    private final EventFrames frames = new EventFrames();

    EventsResource(Broadcaster broadcaster, Scheduler scheduler, Door door, WebSettings settings) {
        this.broadcaster = broadcaster;
        this.scheduler = scheduler;
        this.door = door;
        this.settings = settings;
        this.streams = new OpenStreams(settings.streamsPerTenant());
    }

    List<Route> routes() {
        return List.of(Route.of("GET", "/api/events", Role.VIEWER, this::stream));
    }

    /** Ends every stream and opens no more. */
    void close() {
        streams.close();
    }

    private void stream(Exchange exchange) {
        if (exchange.request().getMethod().equals("HEAD")) {
            throw Problem.wrongMethod("GET");
        }
        Principal who = exchange.principal();
        Room room = room(exchange);
        Long asked = after(exchange.request());
        long after = asked == null ? broadcaster.lastSeq(who.tenant()) : asked;

        streams.enter(who.tenant());
        boolean opened = false;
        try {
            open(exchange, room, after);
            opened = true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            if (!opened) {
                streams.leave(who.tenant());
            }
        }
    }

    private void open(Exchange exchange, Room room, long after) throws IOException {
        Principal who = exchange.principal();
        String token = Door.token(exchange.request());
        exchange.response().setContentType("text/event-stream;charset=utf-8");
        // Proxies that gather an answer before they pass it on would hold the stream back.
        exchange.header("X-Accel-Buffering", "no");
        AsyncContext async = exchange.request().startAsync();
        async.setTimeout(0);
        EventStream stream = new EventStream(
                broadcaster,
                room,
                exchange.masked(),
                frames,
                after,
                async,
                exchange.response().getOutputStream());
        Repeating signs = new Repeating(scheduler, settings.keepAlive(), stream::signOfLife);
        Repeating checks = new Repeating(scheduler, settings.tokenCheck(), () -> {
            if (token == null || !who.equals(door.identify(token))) {
                stream.close();
            }
        });
        streams.add(stream);
        stream.open(() -> {
            signs.cancel();
            checks.cancel();
            streams.remove(stream);
            streams.leave(who.tenant());
        });
        signs.start();
        checks.start();
    }

    private static @Nullable Long after(HttpServletRequest request) {
        String header = request.getHeader("Last-Event-ID");
        String text = header == null || header.isEmpty() ? request.getParameter("after") : header;
        if (text == null) {
            return null;
        }
        if (!text.matches("[0-9]{1,18}")) {
            throw Problem.invalid(List.of(new FieldError("after", "must be the number of an event")));
        }
        return Long.valueOf(text);
    }

    private static Room room(Exchange exchange) {
        Principal who = exchange.principal();
        String room = exchange.request().getParameter("room");
        if (room == null || room.equals("tenant")) {
            return Room.of(who.tenant());
        } else if (room.equals("user")) {
            return Room.of(who.tenant(), who.user());
        }
        throw Problem.invalid(List.of(new FieldError("room", "must be tenant or user")));
    }
}
