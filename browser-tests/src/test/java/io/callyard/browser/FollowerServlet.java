package io.callyard.browser;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;

/** A page that uses the sockets' client as an application's own page would: {@code /follower/}. */
final class FollowerServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean isScript = "/follower.js".equals(request.getPathInfo());
        response.setContentType(isScript ? "text/javascript; charset=utf-8" : "text/html; charset=utf-8");
        response.setHeader("Cache-Control", "no-store");
        try (InputStream in = FollowerServlet.class.getResourceAsStream(isScript ? "follower.js" : "follower.html")) {
            if (in == null) {
                throw new IllegalStateException("the page is missing");
            }
            in.transferTo(response.getOutputStream());
        }
    }
}
