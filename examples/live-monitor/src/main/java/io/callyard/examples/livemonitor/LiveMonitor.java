package io.callyard.examples.livemonitor;

import io.callyard.telephony.simulated.Behaviour;

/**
 * Shows the engine at work in a browser.
 *
 * <p>Reads the system properties {@code callyard.port} (8080), {@code callyard.host} (127.0.0.1),
 * {@code callyard.contacts} (a CSV file; a sample ships), {@code callyard.token} (random), {@code
 * callyard.store} (memory, h2 or postgresql), or instead of the last {@code callyard.jdbcUrl} with {@code
 * callyard.jdbcUser} and {@code callyard.jdbcPassword}. Ends cleanly on Ctrl-C.
 */
public final class LiveMonitor {
    private LiveMonitor() {}

    /** Runs the demo until it is interrupted. */
    public static void main(String[] arguments) throws InterruptedException {
        Demo demo;
        try {
            demo = new Demo(DemoSettings.from(System.getProperties()), Behaviour.TYPICAL, System.out);
        } catch (DemoException e) {
            fail(e);
            return;
        }
        try {
            demo.start();
        } catch (DemoException e) {
            demo.close();
            fail(e);
            return;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(demo::close, "callyard-shutdown"));
        demo.join();
    }

    private static void fail(DemoException e) {
        System.err.println(e.getMessage());
        System.exit(1);
    }
}
