package io.callyard.examples.livemonitor;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Set;

/**
 * Brings {@code /} to the live monitor.
 *
 * <p>Whoever sits at this machine gets the development token along, in the fragment, which browsers
 * never send to a server. That is for a demo only: a real application has its users log in.
 */
final class HomeServlet extends HttpServlet {
    private static final long serialVersionUID = 1;
    private static final Set<String> LOCAL_NAMES = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    private final String token;

    HomeServlet(String token) {
        this.token = token;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Location", "/monitor/" + (isLocal(request) ? "#token=" + token : ""));
        response.setStatus(HttpServletResponse.SC_FOUND);
    }

    /** The name too: a page elsewhere may have its own name point to this machine. */
    private static boolean isLocal(HttpServletRequest request) {
        try {
            return InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress()
                    && LOCAL_NAMES.contains(request.getServerName());
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
