package io.callyard.examples.telnyx;

import io.callyard.spi.carrier.SetupFinding;
import java.io.PrintStream;
import java.util.List;

/**
 * A server for an own account at Telnyx: one queue, one agent, and a page that leads from an empty account to the first
 * calls.
 *
 * <p>Reads the environment: {@code TELNYX_API_KEY}, {@code TELNYX_PUBLIC_KEY}, {@code TELNYX_CONNECTION_ID}, {@code
 * TELNYX_NUMBER}, {@code CALLYARD_PUBLIC_URL} and, if there is to be an agent, {@code CALLYARD_AGENT}; perhaps {@code
 * TELNYX_ASSISTANT_ID}, {@code CALLYARD_PORT} (8080), {@code CALLYARD_HOST} (127.0.0.1), {@code TELNYX_API_URL}, and
 * {@code CALLYARD_JDBC_URL} with {@code CALLYARD_JDBC_USER} and {@code CALLYARD_JDBC_PASSWORD}.
 *
 * <p>With the argument {@code --check} it only looks whether all is set up, says so, and ends: with status 1 if
 * something is wrong.
 */
public final class TelnyxExample {
    private static final String CHECK = "--check";

    private TelnyxExample() {}

    /** Runs until it is interrupted. */
    public static void main(String[] arguments) throws InterruptedException {
        Environment environment = new Environment(System.getenv());
        try {
            if (List.of(arguments).contains(CHECK)) {
                System.exit(check(environment, System.out));
            }
            serve(environment, System.out);
        } catch (ExampleException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static void serve(Environment environment, PrintStream console) throws InterruptedException {
        tellProblems(environment, console);
        ExampleServer server = new ExampleServer(environment);
        if (!server.listen()) {
            server.close();
            throw new ExampleException("Something listens on port " + environment.port() + " already. Stop it, or set "
                    + Environment.PORT + ".");
        }
        server.open();
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "callyard-shutdown"));
        console.println("open: " + server.url() + "/");
        server.join();
    }

    /**
     * Checks, and says what was found.
     *
     * @return 0 if nothing is wrong, else 1
     */
    static int check(Environment environment, PrintStream console) {
        tellProblems(environment, console);
        if (environment.settings().isEmpty()) {
            return 1;
        }
        try (ExampleServer server = new ExampleServer(environment)) {
            // Somebody has to take the webhook that nobody has signed. The engine need not work for that.
            if (!server.listen()) {
                console.println("Something listens on port " + environment.port()
                        + " already: it is taken for this example, running.");
            }
            List<SetupFinding> findings = server.check();
            findings.forEach(finding -> console.println(finding.toLine()));
            return status(findings);
        }
    }

    static int status(List<SetupFinding> findings) {
        return findings.stream().anyMatch(SetupFinding::isWrong) ? 1 : 0;
    }

    private static void tellProblems(Environment environment, PrintStream console) {
        List<String> problems = environment.problems();
        if (!problems.isEmpty()) {
            console.println("Something is not set in the environment, or cannot be right. Set it and start again; the"
                    + " page at / says where to get it.");
            problems.forEach(problem -> console.println(" - " + problem));
        }
    }
}
