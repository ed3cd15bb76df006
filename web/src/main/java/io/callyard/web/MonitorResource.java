package io.callyard.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/**
 * {@code /monitor/}: the live monitor page. The files are open to anybody; what they show is asked
 * for with a token like everything else.
 */
final class MonitorResource {
    private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final Map<String, Asset> assets = Map.of(
            "", Asset.load("index.html", "text/html; charset=utf-8"),
            "monitor.css", Asset.load("monitor.css", "text/css; charset=utf-8"),
            "monitor.js", Asset.load("monitor.js", "text/javascript; charset=utf-8"),
            "inbound.js", Asset.load("inbound.js", "text/javascript; charset=utf-8"),
            "feed.js", Asset.load("feed.js", "text/javascript; charset=utf-8"),
            "api.js", Asset.load("api.js", "text/javascript; charset=utf-8"),
            "view.js", Asset.load("view.js", "text/javascript; charset=utf-8"));

    private static final class Asset {
        private final String contentType;
        private final byte[] content;

        private Asset(String contentType, byte[] content) {
            this.contentType = contentType;
            this.content = content;
        }

        static Asset load(String name, String contentType) {
            try (InputStream in = MonitorResource.class.getResourceAsStream("monitor/" + name)) {
                if (in == null) {
                    throw new IllegalStateException("the jar lacks monitor/" + name);
                }
                return new Asset(contentType, in.readAllBytes());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
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
        Asset asset = assets.get(name);
        if (asset == null) {
            throw Problem.notFound("there is nothing at this path");
        }
        exchange.header("Content-Security-Policy", CONTENT_SECURITY_POLICY);
        exchange.header("Referrer-Policy", "no-referrer");
        exchange.header("Cache-Control", "no-cache");
        exchange.answer(200, asset.contentType, asset.content);
    }
}
