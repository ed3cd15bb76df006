package io.callyard.store.jdbc.faults;

import com.zaxxer.hikari.HikariDataSource;
import io.callyard.model.Call;
import io.callyard.model.CarrierAccountId;
import io.callyard.model.TenantId;
import io.callyard.model.TenantLimits;
import io.callyard.model.inbound.Offer;
import io.callyard.spi.store.StoreUnavailableException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** A node in a JVM of its own. It says {@code ready}, waits for a line, works, and ends with its input. */
final class ChildNode implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;

    ChildNode(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                "-cp",
                System.getProperty("java.class.path"),
                ChildNode.class.getName()));
        command.addAll(Arrays.asList(arguments));
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    String line() throws IOException {
        return output.readLine();
    }

    void go() throws IOException {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
    }

    /** Ends its input, and returns what it says last. */
    String end() throws IOException {
        process.getOutputStream().close();
        return line();
    }

    void kill() throws InterruptedException {
        // Not Process.destroyForcibly: it closes what the child has said and nobody has read yet.
        process.toHandle().destroyForcibly();
        process.waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }

    /** Arguments: what to do, and where. */
    public static void main(String... arguments) throws Exception {
        System.out.println("ready");
        System.in.read();
        switch (arguments[0]) {
            case "open" -> open(arguments[1]);
            case "place" -> placeForEver(Path.of(arguments[1]));
            case "work" -> work(arguments[1], Arrays.asList(arguments).subList(2, arguments.length), ChildNode::work);
            case "floors" ->
                work(arguments[1], Arrays.asList(arguments).subList(2, arguments.length), ChildNode::workOnFloors);
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private static void open(String url) {
        try (HikariDataSource pool = Databases.pool(Databases.postgreSql(url), 2, c -> c.setConnectionTimeout(20_000));
                Node node = Node.on(pool)) {
            System.out.println(node.place(new TenantId("shared")).id());
        }
        System.exit(0);
    }

    private static void placeForEver(Path file) {
        HikariDataSource pool = Databases.pool(Databases.h2File(file), 4, c -> c.setConnectionTimeout(20_000));
        Node node = Node.on(pool);
        Crew.run(3, thread -> () -> {
            while (true) {
                Call call = node.place(new TenantId("tenant-" + thread));
                synchronized (System.out) {
                    System.out.println(call.id());
                }
            }
        });
    }

    private interface Work {
        long run(Node node, List<String> tenants, AtomicBoolean over, int threads);
    }

    private static void work(String url, List<String> tenants, Work work) throws IOException {
        AtomicBoolean over = new AtomicBoolean();
        HikariDataSource pool = Databases.pool(Databases.postgreSql(url), 8, c -> c.setConnectionTimeout(20_000));
        Node node = Node.on(pool);
        Thread worker = new Thread(() -> System.out.println("failures: " + work.run(node, tenants, over, 6)));
        worker.start();
        while (System.in.read() >= 0) {
            // Until the input ends.
        }
        over.set(true);
    }

    /** Places, claims and ends calls of all tenants at once; returns how often that failed. */
    static long work(Node node, List<String> tenants, AtomicBoolean over, int threads) {
        return Crew.ask(threads, thread -> () -> {
                    long failures = 0;
                    for (int i = thread; !over.get(); i++) {
                        try {
                            TenantId tenant = new TenantId(tenants.get(i % tenants.size()));
                            node.place(tenant);
                            for (Call call : node.claim(4)) {
                                node.update(call, Node.over(call));
                            }
                            if (i % 50 == 0) {
                                node.store().setTenantLimits(tenant, new TenantLimits(2 + i % 5, 0, accountOf(tenant)));
                            }
                        } catch (StoreUnavailableException e) {
                            System.err.println(e.getMessage());
                            failures++;
                        }
                    }
                    return failures;
                })
                .stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** Lets callers come, connects and frees agents, and takes calls in beside it; returns how often that failed. */
    static long workOnFloors(Node node, List<String> tenants, AtomicBoolean over, int threads) {
        return Crew.ask(threads, thread -> () -> {
                    long failures = 0;
                    for (int i = thread; !over.get(); i++) {
                        // Most of the work is on the first of them.
                        TenantId tenant = new TenantId(tenants.get(i % 4 == 0 ? tenants.size() - 1 : 0));
                        Hall hall = new Hall(node.store(), tenant);
                        try {
                            hall.arrive();
                            for (Optional<Offer> offer = hall.match(); offer.isPresent(); offer = hall.match()) {
                                // Nobody else has been offered him, nor his agent another.
                                if (!hall.connect(offer.get())
                                        || !hall.finish(offer.get().caller())) {
                                    throw new AssertionError("somebody else took " + offer.get());
                                }
                            }
                            hall.heartbeat(Hall.agentId(1 + i % 5));
                            if (i % 10 == 0) {
                                node.place(tenant);
                            }
                        } catch (StoreUnavailableException e) {
                            System.err.println(e.getMessage());
                            failures++;
                        }
                    }
                    return failures;
                })
                .stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    static CarrierAccountId accountOf(TenantId tenant) {
        return new CarrierAccountId("account-" + tenant.value().length() % 2);
    }
}
