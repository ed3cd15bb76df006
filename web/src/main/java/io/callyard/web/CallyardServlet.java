package io.callyard.web;

import io.callyard.Callyard;
import io.callyard.spi.carrier.CarrierWebhooks;
import io.callyard.spi.scheduling.Scheduler;
import io.callyard.spi.security.Authenticator;
import io.callyard.spi.store.StoreUnavailableException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Speaks HTTP for an engine: calls, campaigns, leads, limits, and the inbound queues with their agents as
 * JSON, events as a stream, health, and the live monitor page.
 *
 * <p>Mount it at {@code /*}, or below a prefix as {@code /callyard/*}, with asynchronous requests
 * allowed. A client shows its token as {@code Authorization: Bearer}; only health and the page's own
 * files are open to anybody, and carriers' webhooks are signed. It neither starts nor stops the engine.
 *
 * <p><b>Threads.</b> Safe for many threads.
 */
public final class CallyardServlet extends HttpServlet {
    private static final long serialVersionUID = 1;
    private static final Logger log = LoggerFactory.getLogger(CallyardServlet.class);

    private final transient Router router;
    private final transient EventsResource events;
    private final transient WebhooksResource webhooks;

    /** A servlet with {@link WebSettings#DEFAULT}. */
    public CallyardServlet(Callyard engine, Authenticator authenticator, Scheduler scheduler) {
        this(engine, authenticator, scheduler, WebSettings.DEFAULT);
    }

    /** A servlet that takes no webhooks. */
    public CallyardServlet(Callyard engine, Authenticator authenticator, Scheduler scheduler, WebSettings settings) {
        this(engine, authenticator, scheduler, settings, Map.of());
    }

    /**
     * A servlet for one engine.
     *
     * @param engine what it speaks for
     * @param authenticator says who stands behind a token
     * @param scheduler times the signs of life of event streams
     * @param settings how it behaves
     * @param webhooks who takes webhooks below {@code /webhooks/}, by the next part of the path, such as {@code twilio}
     */
    public CallyardServlet(
            Callyard engine,
            Authenticator authenticator,
            Scheduler scheduler,
            WebSettings settings,
            Map<String, CarrierWebhooks> webhooks) {
        this.webhooks = new WebhooksResource(webhooks, settings.webhooksAtOnce());
        Door door = new Door(authenticator);
        events = new EventsResource(engine.broadcaster(), scheduler, door, settings);
        router = new Router(
                Stream.of(
                                new CallsResource(engine, scheduler, settings.carrierWait()).routes(),
                                new CampaignsResource(engine.campaigns()).routes(),
                                new LeadsResource(engine.leads()).routes(),
                                new LimitsResource(engine.concurrency()).routes(),
                                new AgentsResource(engine.agents()).routes(),
                                new OffersResource(engine.agents()).routes(),
                                new CallersResource(engine, scheduler).routes(),
                                new InboundQueuesResource(engine, scheduler).routes(),
                                new CallbacksResource(engine, scheduler).routes(),
                                events.routes(),
                                new HealthResource(engine).routes(),
                                new MonitorResource().routes())
                        .flatMap(List::stream)
                        .toList(),
                door);
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
            String path = path(request);
            if (webhooks.takes(path)) {
                webhooks.answer(path, request, response);
            } else {
                router.route(path, request, response);
            }
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
        events.close();
    }

    private static String path(HttpServletRequest request) {
        String below = request.getPathInfo();
        return below == null ? request.getServletPath() : below;
    }
}
