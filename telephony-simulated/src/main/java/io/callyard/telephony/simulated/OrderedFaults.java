package io.callyard.telephony.simulated;

import io.callyard.spi.carrier.PlaceOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** The faults that somebody has ordered for calls to come. Safe for many threads. */
final class OrderedFaults {
    private final List<Order> waiting = new ArrayList<>();

    private record Order(Predicate<PlaceOrder> which, Set<FaultKind> kinds) {}

    synchronized void add(Predicate<PlaceOrder> which, FaultKind... kinds) {
        if (kinds.length == 0) {
            throw new IllegalArgumentException("name at least one kind of fault");
        }
        Set<FaultKind> all = EnumSet.copyOf(Arrays.asList(kinds));
        if (all.stream().filter(FaultKind::isOfPlacing).count() > 1) {
            throw new IllegalArgumentException("a request suffers one fault of placing at most, but got " + all);
        }
        waiting.add(new Order(which, all));
    }

    /** Takes out the faults ordered first for a call like this; empty if none are. */
    synchronized Set<FaultKind> take(PlaceOrder order) {
        for (Order candidate : waiting) {
            if (candidate.which().test(order)) {
                waiting.remove(candidate);
                return candidate.kinds();
            }
        }
        return EnumSet.noneOf(FaultKind.class);
    }
}
