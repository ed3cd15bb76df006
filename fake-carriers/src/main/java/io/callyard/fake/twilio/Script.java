package io.callyard.fake.twilio;

import io.callyard.fake.FakeResponse;
import io.callyard.spi.scheduling.Scheduler;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Runs TwiML for a call: one document, and those that follow from it. Each runs verb by verb. */
final class Script {
    final Account account;
    final TwilioCall call;
    private final Mode mode;
    private final ScriptOwner owner;
    /** Where the document is from; null: from nowhere. */
    private @Nullable String base;

    private List<Element> verbs = List.of();
    private int next;
    private @Nullable Step step;
    private boolean stopped;

    Script(Account account, TwilioCall call, Mode mode, ScriptOwner owner) {
        this.account = account;
        this.call = call;
        this.mode = mode;
        this.owner = owner;
    }

    /** Goes on with a document that is given. */
    void run(String twiml) {
        base = null;
        run(twiml, null);
    }

    /**
     * Goes on with a document that is fetched.
     *
     * @param url relative to the document that runs
     * @param extra what to say beside the usual
     */
    void fetch(String url, String method, Params extra) {
        step = null;
        String absolute = resolved(url);
        if (absolute == null) {
            fail(11100, url);
            return;
        }
        account.webhooks.send(call, absolute, method, params(extra), reply -> {
            if (!stopped) {
                came(absolute, reply);
            }
        });
    }

    /**
     * Asks for a document, and does not run it.
     *
     * @param url relative to the document that runs
     */
    void ask(String url, String method, Params params) {
        String absolute = resolved(url);
        if (absolute != null) {
            account.webhooks.send(call, absolute, method, params, reply -> {});
        }
    }

    /** Goes on with the next verb. */
    void next() {
        step = null;
        if (stopped) {
            return;
        }
        if (next >= verbs.size()) {
            stopped = true;
            owner.ended();
            return;
        }
        Element verb = verbs.get(next++);
        if (!mode.allows(verb.name())) {
            fail(12200, base);
            return;
        }
        Step started = Step.of(verb, this);
        step = started;
        started.begin();
    }

    /** Gives up the document, as an error. */
    void fail(int code, @Nullable String url) {
        if (!stopped) {
            stop();
            account.error(call, code, Errors.text(code), url == null ? "" : url);
            owner.failed(code, url);
        }
    }

    /** Ends the call. */
    void hangUp() {
        stop();
        account.legs.hangUp(call);
    }

    void leave() {
        stop();
        owner.leave();
    }

    /** Stops for good, and tells nobody. */
    void stop() {
        stopped = true;
        if (step != null) {
            step.stop();
            step = null;
        }
    }

    /**
     * Stops for good, because the call is over or is wanted elsewhere.
     *
     * @return what ought to be told first
     */
    @Nullable
    Farewell cut(Cut why) {
        Step cut = step;
        stopped = true;
        step = null;
        return cut == null ? null : cut.cut(why);
    }

    void key(char digit) {
        if (step != null) {
            step.key(digit);
        }
    }

    /** Takes a turn later, if a step still runs by then and the call lives. */
    Scheduler.Timer after(Duration delay, Step whose, Runnable task) {
        return call.after(delay, () -> {
            if (step == whose) {
                task.run();
            }
        });
    }

    Params params(Params extra) {
        Params usual = call.answeredBy == null ? call.params() : call.params().with("AnsweredBy", call.answeredBy);
        return usual.with(owner.params()).with(extra);
    }

    /** Returns an address in full, or null if that cannot be. */
    @Nullable
    String resolved(String url) {
        return Urls.resolved(base, url);
    }

    private void came(String url, Reply reply) {
        FakeResponse response = reply.response();
        if (response == null) {
            fail(reply.error(), url);
            return;
        }
        base = UrlOverrides.withoutFragment(url);
        String type = response.headers().getOrDefault("content-type", "").toLowerCase(Locale.ROOT);
        String body = response.text();
        if (type.startsWith("audio/")) {
            stop();
            owner.audio(base);
        } else if (type.startsWith("text/xml") || type.startsWith("application/xml") || type.startsWith("text/html")) {
            run(body, base);
        } else if (body.isBlank()) {
            // Nothing to run is nothing wrong: many actions are answered so.
            run("<Response/>", base);
        } else {
            fail(12300, url);
        }
    }

    private void run(String twiml, @Nullable String url) {
        try {
            Element root = TwimlParser.parse(twiml);
            if (!owner.ready(root)) {
                stop();
                return;
            }
            verbs = root.children();
            next = 0;
            next();
        } catch (TwimlException e) {
            fail(e.code, url);
        }
    }
}
