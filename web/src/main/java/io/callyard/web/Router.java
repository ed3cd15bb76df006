package io.callyard.web;

import io.callyard.spi.security.Principal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Finds the route for a request and lets only those in who may take it. */
final class Router {
    private final List<Route> routes;
    private final Door door;

    /** A router that takes the first route that fits. */
    Router(List<Route> routes, Door door) {
        this.routes = List.copyOf(routes);
        this.door = door;
    }

    /**
     * Answers a request.
     *
     * @param path the path below the place where the servlet is mounted
     * @throws Problem if the answer is an error
     */
    void route(String path, HttpServletRequest request, HttpServletResponse response) {
        String method = request.getMethod().equals("HEAD") ? "GET" : request.getMethod();
        List<String> segments = path.startsWith("/") ? Route.segments(path) : List.of();
        TreeSet<String> allowed = new TreeSet<>();
        for (Route route : routes) {
            Map<String, String> parts = route.match(segments);
            if (parts == null) {
                continue;
            }
            if (route.method().equals(method)) {
                Principal who = route.role() == null ? null : door.admit(request, route.role());
                route.handler().handle(new Exchange(request, response, parts, who));
                return;
            }
            allowed.add(route.method());
        }
        if (allowed.isEmpty()) {
            throw Problem.notFound("there is nothing at this path");
        }
        throw Problem.wrongMethod(String.join(", ", allowed));
    }
}
