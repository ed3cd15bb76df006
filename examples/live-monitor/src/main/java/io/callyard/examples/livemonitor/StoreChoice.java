package io.callyard.examples.livemonitor;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Where the demo keeps its calls. */
sealed interface StoreChoice {

    /** In memory, until the end of the JVM. */
    record Memory() implements StoreChoice {}

    /**
     * In a file of H2.
     *
     * @param folder holds the file
     */
    record H2File(Path folder) implements StoreChoice {}

    /**
     * In a PostgreSQL that the demo starts.
     *
     * @param folder holds its data
     */
    record EmbeddedPostgreSql(Path folder) implements StoreChoice {}

    /**
     * In a database that is there: PostgreSQL or H2.
     *
     * @param user absent: the URL says it
     * @param password absent: the URL says it, or there is none
     */
    record Url(String url, @Nullable String user, @Nullable String password) implements StoreChoice {}

    /**
     * Reads {@code callyard.store} (memory, h2 or postgresql), {@code callyard.jdbcUrl}, {@code .jdbcUser},
     * {@code .jdbcPassword} and {@code .data}, the folder for databases of the demo's own.
     *
     * @throws DemoException if they make no sense
     */
    static StoreChoice from(Properties properties) {
        String store = properties.getProperty("callyard.store");
        String url = properties.getProperty("callyard.jdbcUrl");
        if (url != null) {
            return url(store, url, properties.getProperty("callyard.jdbcUser"), properties);
        }
        if (properties.getProperty("callyard.jdbcUser") != null
                || properties.getProperty("callyard.jdbcPassword") != null) {
            throw new DemoException("callyard.jdbcUser and callyard.jdbcPassword go with a callyard.jdbcUrl.");
        }
        return switch (store == null ? "memory" : store) {
            case "memory" -> new Memory();
            case "h2" -> new H2File(folder(properties).resolve("h2"));
            case "postgresql" -> new EmbeddedPostgreSql(folder(properties).resolve("postgresql"));
            default -> throw new DemoException("callyard.store must be memory, h2 or postgresql, but is " + store);
        };
    }

    private static StoreChoice url(@Nullable String store, String url, @Nullable String user, Properties properties) {
        String kind = url.startsWith("jdbc:postgresql:") ? "postgresql" : url.startsWith("jdbc:h2:") ? "h2" : null;
        if (kind == null) {
            throw new DemoException("callyard.jdbcUrl must begin with jdbc:postgresql: or jdbc:h2:");
        }
        if (store != null && !store.equals(kind)) {
            throw new DemoException("callyard.store is " + store + ", but callyard.jdbcUrl is for " + kind);
        }
        return new Url(url, user, properties.getProperty("callyard.jdbcPassword"));
    }

    private static Path folder(Properties properties) {
        String folder = properties.getProperty("callyard.data", "target/demo");
        try {
            return Path.of(folder).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new DemoException("callyard.data is not a path: " + folder, e);
        }
    }
}
