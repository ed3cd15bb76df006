package io.callyard.proofs;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A carrier in a process of its own, so that it outlives the nodes.
 *
 * <p>Arguments: seed, file of its log. Says {@code READY port}; {@code calm} ends the faults and is
 * answered {@code CALM}; it ends with its input.
 */
final class CarrierProcess {
    private CarrierProcess() {}

    public static void main(String[] args) throws IOException {
        try (CarrierServer server = new CarrierServer(Long.parseLong(args[0]), Path.of(args[1]));
                BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII))) {
            System.out.println("READY " + server.port());
            String line;
            while ((line = in.readLine()) != null) {
                if (line.equals("calm")) {
                    server.calmDown();
                    System.out.println("CALM");
                }
            }
        }
    }
}
