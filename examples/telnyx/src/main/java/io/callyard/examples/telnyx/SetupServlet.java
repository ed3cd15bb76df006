package io.callyard.examples.telnyx;

import io.callyard.model.PhoneNumber;
import io.callyard.spi.carrier.SetupFinding;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Serves the page, for whoever sits at this machine and for nobody else: the server can be reached from the internet
 * through a tunnel, which comes from this machine, too, but under another name.
 */
final class SetupServlet extends HttpServlet {
    private static final long serialVersionUID = 1;
    private static final Set<String> LOCAL_NAMES = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    private final transient Environment environment;
    private final transient @Nullable PhoneDesk desk;
    private final transient Supplier<List<SetupFinding>> check;
    private final String token;
    private final String formToken;

    /**
     * Serves the page.
     *
     * @param desk makes the first call; absent: something is not set yet
     * @param check looks how things are set up
     * @param token the token of the live monitor
     * @param formToken shows that a form comes from the page
     */
    SetupServlet(
            Environment environment,
            @Nullable PhoneDesk desk,
            Supplier<List<SetupFinding>> check,
            String token,
            String formToken) {
        this.environment = environment;
        this.desk = desk;
        this.check = check;
        this.token = token;
        this.formToken = formToken;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        String asked = request.getMethod() + " " + request.getServletPath();
        if (!isLocal(request)) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
        } else if (asked.equals("GET ") || asked.equals("GET /")) {
            page(response, HttpServletResponse.SC_OK, "");
        } else if (asked.equals("POST /first-call")) {
            call(request, response);
        } else if (asked.equals("GET /watch")) {
            // In the fragment, which browsers never send to a server.
            response.setHeader("Location", "/monitor/#token=" + token);
            response.setStatus(HttpServletResponse.SC_FOUND);
        } else {
            response.setStatus(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
        }
    }

    private void call(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String form = String.valueOf(request.getParameter("form"));
        boolean ours = MessageDigest.isEqual(
                formToken.getBytes(StandardCharsets.UTF_8), form.getBytes(StandardCharsets.UTF_8));
        if (desk == null || !ours) {
            response.setStatus(HttpServletResponse.SC_FORBIDDEN);
            return;
        }
        try {
            PhoneNumber number = PhoneNumber.parse(
                    String.valueOf(request.getParameter("number")).replace(" ", ""));
            page(response, HttpServletResponse.SC_OK, desk.call(number));
        } catch (IllegalArgumentException e) {
            page(response, HttpServletResponse.SC_BAD_REQUEST, "Nobody was called: " + e.getMessage() + ".");
        }
    }

    private void page(HttpServletResponse response, int status, String said) throws IOException {
        byte[] page = SetupPage.of(environment, check.get(), desk == null ? "" : formToken, said)
                .getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType("text/html;charset=utf-8");
        response.setHeader(
                "Content-Security-Policy",
                "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'");
        response.getOutputStream().write(page);
    }

    /** The name too: a tunnel, and a page elsewhere whose name points to this machine, have another. */
    private static boolean isLocal(HttpServletRequest request) {
        try {
            return InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress()
                    && LOCAL_NAMES.contains(request.getServerName())
                    && request.getHeader("X-Forwarded-For") == null;
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
