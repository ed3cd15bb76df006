package io.callyard.web;

import io.callyard.Callyard;
import io.callyard.spi.carrier.CarrierWebhooks;
import io.callyard.spi.scheduling.Scheduler;
import io.callyard.spi.security.Authenticator;
import io.callyard.spi.store.StoreUnavailableException;
import io.callyard.ticket.Tickets;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Speaks HTTP for an engine: calls, campaigns, leads, limits, and the inbound queues with their agents as
 * JSON, events as a stream, health, and the live monitor page:
 *
 * <pre>{@code
 * CallyardServlet servlet = CallyardServlet.of(engine, authenticator, scheduler)
 *         .webhooks(Map.of("twilio", webhooks))
 *         .build();
 * }</pre>
 *
 * <p>Mount it at {@code /*}, or below a prefix as {@code /callyard/*}, with asynchronous requests
 * allowed. A client shows its token as {@code Authorization: Bearer}; only health, the page's own
 * files and the script for sockets are open to anybody, and carriers' webhooks are signed. It neither
 * starts nor stops the engine.
 *
 * <p><b>Threads.</b> Safe for many threads.
 */
public final class CallyardServlet extends HttpServlet {
    private static final long serialVersionUID = 1;
    private static final Logger log = LoggerFactory.getLogger(CallyardServlet.class);

    private final transient Site site;

    private CallyardServlet(Builder parts) {
        site = new Site(parts);
    }

    /**
     * Begins a servlet for one engine.
     *
     * @param engine what it speaks for
     * @param authenticator says who stands behind a token
     * @param scheduler times the signs of life of event streams
     */
    public static Builder of(Callyard engine, Authenticator authenticator, Scheduler scheduler) {
        return new Builder(engine, authenticator, scheduler);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) {
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Cache-Control", "no-store");
        try {
            answer(request, response);
        } catch (UncheckedIOException e) {
            log.debug("a client went away before it was answered", e);
        }
    }

    private void answer(HttpServletRequest request, HttpServletResponse response) {
        Exchange exchange = new Exchange(request, response, Map.of(), null);
        try {
            site.answer(request, response);
        } catch (Problem problem) {
            problem.answer(exchange);
        } catch (StoreUnavailableException e) {
            log.atWarn().addKeyValue("why", e.getMessage()).log("the store did not answer a request");
            Problem.unavailable("the store does not answer; try again").answer(exchange);
        } catch (UncheckedIOException e) {
            throw e;
        } catch (RuntimeException e) {
            log.error("a request failed", e);
            Problem.internal().answer(exchange);
        }
    }

    /** Ends the open event streams. */
    @Override
    public void destroy() {
        site.close();
    }

    /** Collects what a servlet is made of. One thread at a time. */
    public static final class Builder {
        final Callyard engine;
        final Authenticator authenticator;
        final Scheduler scheduler;
        WebSettings settings = WebSettings.DEFAULT;
        Map<String, CarrierWebhooks> webhooks = Map.of();

        @Nullable
        Tickets tickets;

        @Nullable
        String clientScript;

        private Builder(Callyard engine, Authenticator authenticator, Scheduler scheduler) {
            this.engine = engine;
            this.authenticator = authenticator;
            this.scheduler = scheduler;
        }

        /** Sets how it behaves; otherwise as {@link WebSettings#DEFAULT}. */
        public Builder settings(WebSettings value) {
            settings = value;
            return this;
        }

        /** Sets who takes webhooks below {@code /webhooks/}, by the next part of the path; otherwise none are taken. */
        public Builder webhooks(Map<String, CarrierWebhooks> value) {
            webhooks = Map.copyOf(value);
            return this;
        }

        /** Sets who issues tickets for sockets: the same that the sockets take; otherwise there are none. */
        public Builder tickets(Tickets value) {
            tickets = value;
            return this;
        }

        /**
         * Sets what {@code /ws/callyard-client.js} answers, so that the monitor page follows events over a socket at
         * {@code /ws} beside it. Otherwise the page follows the event stream.
         */
        public Builder clientScript(String value) {
            clientScript = value;
            return this;
        }

        /** Returns a servlet. */
        public CallyardServlet build() {
            return new CallyardServlet(this);
        }
    }
}
