package io.callyard.postgresql;

import java.io.IOException;
import java.nio.file.Path;

/** Starts a server, tells its port and data, and waits to be killed. */
final class ServerOfAChild {
    private ServerOfAChild() {}

    public static void main(String[] arguments) throws IOException {
        EmbeddedPostgreSql.Builder builder = EmbeddedPostgreSql.builder().fsync(false);
        if (arguments.length > 0) {
            builder.in(Path.of(arguments[0]));
        }
        EmbeddedPostgreSql server = builder.start();
        System.out.println(server.port());
        System.out.flush();
        int end = System.in.read();
        System.exit(end);
    }
}
