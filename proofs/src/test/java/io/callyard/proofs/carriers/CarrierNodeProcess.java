package io.callyard.proofs.carriers;

import io.callyard.proofs.InputLines;
import java.io.IOException;

/**
 * A {@link CarrierNode} in a process of its own, to die. Its arguments are a {@link NodePlan}. Says {@code READY}, and
 * ends in order when its input ends.
 */
final class CarrierNodeProcess {
    private CarrierNodeProcess() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        try (CarrierNode node = new CarrierNode(NodePlan.parse(args), line -> System.out.println(line))) {
            System.out.println("READY");
            InputLines.obeyAll(node::obey);
        }
    }
}
