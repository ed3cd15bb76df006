package io.callyard.web;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code /monitor/}: the live monitor page. The files are open to anybody; what they show is asked
 * for with a token like everything else.
 */
final class MonitorResource {
    /**
     * Nothing from elsewhere, nothing inline, and no text that becomes markup: what callers and contacts are called is
     * written by strangers.
     */
    private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
            + "require-trusted-types-for 'script'; trusted-types 'none'";

    /** Written out: a jar cannot be listed, and nothing else of it may be had. */
    static final List<String> FILES = List.of(
            "index.html",
            "monitor.css",
            "panels.css",
            "icon.svg",
            "theme-boot.js",
            "monitor.js",
            "actions.js",
            "api.js",
            "calls.js",
            "chart.js",
            "connection.js",
            "detail-agent.js",
            "detail-call.js",
            "detail-caller.js",
            "detail-campaign.js",
            "dom.js",
            "explain.js",
            "feed.js",
            "fold.js",
            "fold-calls.js",
            "fold-inbound.js",
            "format.js",
            "history.js",
            "keys.js",
            "lines.js",
            "list.js",
            "panel.js",
            "panel-agents.js",
            "panel-alerts.js",
            "panel-callbacks.js",
            "panel-calls.js",
            "panel-campaigns.js",
            "panel-charts.js",
            "panel-feed.js",
            "panel-kpis.js",
            "panel-leads.js",
            "panel-line.js",
            "panel-offers.js",
            "panel-queues.js",
            "place.js",
            "refresh.js",
            "sentences.js",
            "series.js",
            "session.js",
            "snapshot.js",
            "sorted.js",
            "sse.js",
            "store.js",
            "theme.js",
            "views.js");

    private final Map<String, MonitorFile> assets = new TreeMap<>();

    MonitorResource() {
        FILES.forEach(name -> assets.put(name.equals("index.html") ? "" : name, MonitorFile.load(name)));
    }

    List<Route> routes() {
        return List.of(
                Route.open("GET", "/monitor", MonitorResource::redirect),
                Route.open("GET", "/monitor/", exchange -> answer(exchange, "")),
                Route.open("GET", "/monitor/{file}", exchange -> answer(exchange, exchange.part("file"))));
    }

    /** To the path with the slash, so that the page's relative links hold. */
    private static void redirect(Exchange exchange) {
        exchange.header("Location", "monitor/");
        exchange.answer(308, "text/plain; charset=utf-8", new byte[0]);
    }

    private void answer(Exchange exchange, String name) {
        MonitorFile asset = assets.get(name);
        if (asset == null) {
            throw Problem.notFound("there is nothing at this path");
        }
        exchange.header("Content-Security-Policy", CONTENT_SECURITY_POLICY);
        exchange.header("Referrer-Policy", "no-referrer");
        exchange.header("Cross-Origin-Opener-Policy", "same-origin");
        // A browser keeps the files and asks each time whether they are still the same: a new version is seen at once.
        exchange.header("Cache-Control", "no-cache");
        exchange.header("ETag", asset.tag());
        if (asset.tag().equals(exchange.request().getHeader("If-None-Match"))) {
            exchange.response().setStatus(304);
        } else {
            exchange.answer(200, asset.contentType(), asset.content());
        }
    }
}
