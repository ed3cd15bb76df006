package io.callyard.postgresql;

import java.io.IOException;
import java.nio.file.Path;

/** Unpacks into the given folder as soon as it is told to. */
final class UnpackingChild {
    private UnpackingChild() {}

    public static void main(String[] arguments) throws IOException {
        System.out.println("ready");
        System.out.flush();
        System.in.read();
        System.out.println(Binaries.unpackedBelow(Path.of(arguments[0])));
    }
}
