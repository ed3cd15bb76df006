package io.callyard.proofs;

import io.callyard.postgresql.SharedPostgreSql;
import java.nio.file.Path;

/** The databases of the proofs, by their URLs. */
public final class Databases {
    private Databases() {}

    /** Makes an empty database on the build's own server, which lives as long as this JVM. */
    public static String postgreSql() {
        String url = SharedPostgreSql.freshDatabaseUrl();
        return url + (url.contains("?") ? "&" : "?") + "socketTimeout=30";
    }

    /** Names a database in a file, with the settings that lose nothing that was acknowledged. */
    static String h2File(Path file) {
        return "jdbc:h2:file:" + file
                + ";WRITE_DELAY=0;OPTIMIZE_REUSE_RESULTS=0;LOCK_TIMEOUT=5000;DB_CLOSE_ON_EXIT=FALSE";
    }
}
