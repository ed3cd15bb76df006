package io.callyard.postgresql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The folder of one server: its data, made at first use, and the log of its last start.
 *
 * @param temporary whether it ends with the server
 */
record DataDirectory(Path folder, boolean temporary, Unprivileged user) {

    static DataDirectory withTheServer() throws IOException {
        Path parent = Binaries.folder();
        Unprivileged user = Unprivileged.reaching(List.of(parent));
        Path folder = Files.createTempDirectory(parent, "callyard-pg-");
        user.own(folder);
        return new DataDirectory(folder, true, user);
    }

    static DataDirectory in(Path path) throws IOException {
        Path folder = Files.createDirectories(path).toRealPath();
        return new DataDirectory(folder, false, Unprivileged.reaching(List.of(Binaries.folder(), folder)));
    }

    Path data() {
        return folder.resolve("data");
    }

    Path log() {
        return folder.resolve("server.log");
    }

    /** Makes the data under another name first, so that a start cut short leaves none that look whole. */
    void initialise(Path home, boolean sync) throws IOException {
        if (Files.exists(data())) {
            return;
        }
        Path unfinished = folder.resolve("data.unfinished");
        Trees.delete(unfinished);
        Files.createDirectory(unfinished);
        user.own(unfinished);
        List<String> command = new ArrayList<>(List.of(
                home.resolve("bin/initdb").toString(),
                "--auth=trust",
                "--username=" + EmbeddedPostgreSql.USER,
                "--encoding=UTF8",
                "--locale=C",
                "--pgdata=" + unfinished));
        if (!sync || temporary) {
            command.add("--no-sync");
        }
        Commands.run(user.command(command));
        Files.move(unfinished, data());
    }

    void discard() throws IOException {
        if (temporary) {
            Trees.delete(folder);
        }
    }
}
