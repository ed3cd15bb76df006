package io.callyard.benchmarks.database;

import io.callyard.benchmarks.carriers.Child;
import io.callyard.benchmarks.carriers.PromptCarrier;
import io.callyard.benchmarks.carriers.Rig;
import io.callyard.benchmarks.carriers.Side;
import io.callyard.benchmarks.carriers.StormProcess;
import io.callyard.benchmarks.carriers.TakenCall;
import io.callyard.fake.InProcessClient;
import io.callyard.model.Limits;
import io.callyard.web.CallyardServlet;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * How soon a carrier's webhooks are answered when many come every second, and somebody floods the same address with
 * forged ones: the servlet on Jetty on the loopback interface, in memory and on PostgreSQL, the carrier in another
 * process. An answer means that the webhook is kept.
 */
public final class WebhookStorm {
    private WebhookStorm() {}

    /**
     * Takes {@code --carriers}, {@code --stores} ({@code memory}, {@code jdbc}), {@code --rate} of webhooks per second,
     * {@code --seconds}, {@code --warm-up} seconds before them, {@code --floods} for how many threads send forged ones,
     * {@code --forged} for how many a second (0: as fast as they are refused), and what {@link Stores} takes.
     */
    public static void main(String[] args) throws Exception {
        Options options = new Options(args);
        try (Databases databases = Databases.open(options)) {
            Header.print(WebhookStorm.class, options, databases, Server.class);
            Table table = new Table(
                    "carrier",
                    "store",
                    "sent",
                    "kept",
                    "p50 ms",
                    "p99 ms",
                    "p99.9 ms",
                    "most ms",
                    "forged, all refused",
                    "a second",
                    "heap before",
                    "at most",
                    "after",
                    "threads at most");
            for (String store : options.texts("stores", "memory,jdbc", "memory,jdbc")) {
                for (String carrier : options.texts("carriers", "twilio,telnyx", "twilio,telnyx")) {
                    Database database = databases.create();
                    Stores stores = new Stores(new Options(
                            new String[] {"--store=" + store, "--connections=" + options.number("connections", 20, 20)
                            }));
                    try (Stores.Opened opened = stores.open(database, Limits.UNLIMITED)) {
                        storm(options, Side.of(carrier), store, opened, table);
                    }
                    databases.drop(database);
                }
            }
            table.print();
        }
    }

    private static void storm(Options options, Side side, String store, Stores.Opened opened, Table table)
            throws Exception {
        int rate = options.number("rate", 200, 1_000);
        int seconds = options.number("seconds", 3, 30);
        int warmUp = rate * options.number("warm-up", 2, 10);
        int calls = (rate * seconds + warmUp) / side.webhooksPerCall() + 1;
        PromptCarrier carrier = new PromptCarrier(side, Duration.ZERO);
        URI api = URI.create("http://127.0.0.1" + side.apiPath());
        Path file = Files.createTempFile("callyard-storm", ".txt");
        try (Rig rig = new Rig(side, opened.store(), opened.scheduler(), api, InProcessClient.to(carrier))) {
            rig.awaitTaken(rig.placeTogether(calls));
            Files.write(
                    file, carrier.takeAll().stream().map(TakenCall::toString).toList());
            Server server = serve(side, rig, opened);
            try {
                int port = ((ServerConnector) server.getConnectors()[0]).getLocalPort();
                int floods = options.number("floods", 1, 4);
                int forged = options.number("forged", 500, 3_000);
                Object[] arguments = {side.name(), port, file, rate, warmUp, floods, forged};
                row(side, store, seconds, table, arguments);
            } finally {
                server.stop();
            }
        } finally {
            Files.delete(file);
        }
    }

    private static Server serve(Side side, Rig rig, Stores.Opened opened) throws Exception {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        CallyardServlet servlet = CallyardServlet.of(rig.engine(), token -> Optional.empty(), opened.scheduler())
                .webhooks(Map.of(side.name(), rig.webhooks()))
                .build();
        context.addServlet(new ServletHolder(servlet), "/*");
        server.setHandler(context);
        server.start();
        return server;
    }

    private static void row(Side side, String store, int seconds, Table table, Object... arguments) throws IOException {
        try (Child storm = new Child(StormProcess.class, arguments)) {
            storm.await("BEGUN");
            MemoryWatch memory = new MemoryWatch();
            List<String> authentic = List.of(storm.await("AUTHENTIC").split(" ", -1));
            List<String> forged = List.of(storm.await("FORGED").split(" ", -1));
            memory.close();
            table.row(
                    side.name(),
                    store,
                    authentic.get(0),
                    authentic.get(1),
                    authentic.get(2),
                    authentic.get(3),
                    authentic.get(4),
                    authentic.get(5),
                    forged.get(0).equals(forged.get(1)) ? forged.get(0) : forged.get(1) + " of " + forged.get(0),
                    Integer.parseInt(forged.get(0)) / seconds,
                    memory.before(),
                    memory.most(),
                    memory.after(),
                    memory.threads());
        }
    }
}
