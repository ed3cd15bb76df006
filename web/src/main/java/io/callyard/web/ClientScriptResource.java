package io.callyard.web;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * {@code /ws/callyard-client.js}: the module by which a page follows events over a socket, where there are sockets
 * beside the servlet. Open to anybody, as the page's own files are.
 */
final class ClientScriptResource {
    private final byte[] script;

    ClientScriptResource(String script) {
        this.script = script.getBytes(StandardCharsets.UTF_8);
    }

    List<Route> routes() {
        return List.of(Route.open("GET", "/ws/callyard-client.js", this::script));
    }

    private void script(Exchange exchange) {
        exchange.header("Cache-Control", "no-cache");
        exchange.answer(200, "text/javascript; charset=utf-8", script);
    }
}
