package io.callyard.web;

import io.callyard.spi.carrier.CarrierWebhooks;
import io.callyard.spi.carrier.WebhookRequest;
import io.callyard.spi.carrier.WebhookResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;

/**
 * {@code /webhooks/{carrier}/**}: brings carriers' webhooks to their drivers, as they came. Who sends them is for the
 * driver to tell: a signature takes the place of the token.
 */
final class WebhooksResource {
    private static final String MOUNT = "/webhooks/";

    private final Map<String, CarrierWebhooks> carriers;
    private final Semaphore room;

    /** At most {@code atOnce} are worked on; whoever comes beyond that is asked to come again. */
    WebhooksResource(Map<String, CarrierWebhooks> carriers, int atOnce) {
        this.carriers = Map.copyOf(carriers);
        room = new Semaphore(atOnce);
    }

    /** Returns whether a request is for this. */
    boolean takes(String path) {
        return path.startsWith(MOUNT);
    }

    /**
     * Answers a webhook.
     *
     * @throws Problem if no driver can be asked
     */
    void answer(String path, HttpServletRequest request, HttpServletResponse response) {
        String name = path.substring(MOUNT.length()).split("/", 2)[0];
        CarrierWebhooks driver = carriers.get(name);
        if (driver == null) {
            throw Problem.notFound("no carrier of this name takes webhooks here");
        }
        if (!room.tryAcquire()) {
            throw Problem.unavailable("too many webhooks at once; send it again");
        }
        try {
            send(driver.handle(read(name, request)), response);
        } finally {
            room.release();
        }
    }

    private static WebhookRequest read(String name, HttpServletRequest request) {
        Map<String, String> headers = new HashMap<>();
        Collections.list(request.getHeaderNames())
                .forEach(header -> headers.put(header, String.valueOf(request.getHeader(header))));
        return new WebhookRequest(
                request.getMethod(),
                below(name, request.getRequestURI()),
                request.getQueryString(),
                headers,
                body(request));
    }

    /** Neither decoded nor normalized: a signature covers what was written. */
    private static String below(String name, String rawPath) {
        String mount = MOUNT + name;
        int at = rawPath.indexOf(mount);
        return at < 0 ? "" : rawPath.substring(at + mount.length());
    }

    private static byte[] body(HttpServletRequest request) {
        if (request.getContentLengthLong() > Json.MAX_DOCUMENT) {
            throw Problem.tooLarge();
        }
        try {
            InputStream in = request.getInputStream();
            byte[] bytes = in.readNBytes(Json.MAX_DOCUMENT + 1);
            if (bytes.length > Json.MAX_DOCUMENT) {
                throw Problem.tooLarge();
            }
            return bytes;
        } catch (IOException e) {
            throw Problem.malformed("the body broke off");
        }
    }

    private static void send(WebhookResponse answer, HttpServletResponse response) {
        response.setStatus(answer.status());
        if (!answer.contentType().isEmpty()) {
            response.setContentType(answer.contentType());
        }
        byte[] body = answer.body();
        response.setContentLength(body.length);
        try {
            response.getOutputStream().write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
