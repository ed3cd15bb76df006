package io.callyard.web;

import io.callyard.Callyard;
import io.callyard.spi.scheduling.Scheduler;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;

/**
 * All that one servlet answers: which paths there are and who is behind them.
 *
 * <p><b>Threads.</b> Safe for many threads.
 */
final class Site {
    private final Router router;
    private final EventsResource events;
    private final WebhooksResource webhooks;

    /** Lays out what {@code parts} ask for. */
    Site(CallyardServlet.Builder parts) {
        WebSettings settings = parts.settings;
        Door door = new Door(parts.authenticator);
        events = new EventsResource(parts.engine.broadcaster(), parts.scheduler, door, settings);
        webhooks = new WebhooksResource(parts.webhooks, settings.webhooksAtOnce());
        List<Route> routes = new ArrayList<>(ofEngine(parts.engine, parts.scheduler, settings));
        routes.addAll(events.routes());
        if (parts.tickets != null) {
            routes.addAll(new TicketsResource(parts.tickets, door).routes());
        }
        if (parts.clientScript != null) {
            routes.addAll(new ClientScriptResource(parts.clientScript).routes());
        }
        routes.addAll(new MonitorResource().routes());
        router = new Router(routes, door);
    }

    private static List<Route> ofEngine(Callyard engine, Scheduler scheduler, WebSettings settings) {
        List<Route> routes = new ArrayList<>();
        routes.addAll(new CallsResource(engine, scheduler, settings.carrierWait()).routes());
        routes.addAll(new CampaignsResource(engine.campaigns()).routes());
        routes.addAll(new LeadsResource(engine.leads()).routes());
        routes.addAll(new LimitsResource(engine.concurrency()).routes());
        routes.addAll(new OverviewResource(engine, scheduler).routes());
        routes.addAll(new AgentsResource(engine.agents()).routes());
        routes.addAll(new OffersResource(engine.agents()).routes());
        routes.addAll(new CallersResource(engine, scheduler).routes());
        routes.addAll(new InboundQueuesResource(engine, scheduler).routes());
        routes.addAll(new CallbacksResource(engine, scheduler).routes());
        routes.addAll(new HealthResource(engine).routes());
        return routes;
    }

    /**
     * Answers a request.
     *
     * @throws Problem if the answer is an error
     */
    void answer(HttpServletRequest request, HttpServletResponse response) {
        String below = request.getPathInfo();
        String path = below == null ? request.getServletPath() : below;
        if (webhooks.takes(path)) {
            webhooks.answer(path, request, response);
        } else {
            router.route(path, request, response);
        }
    }

    /** Ends the open event streams. */
    void close() {
        events.close();
    }
}
