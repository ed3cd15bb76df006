package io.callyard.fake.twilio;

import io.callyard.spi.scheduling.Scheduler;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** Ids: two letters that say of what, and 32 hexadecimal digits. */
final class Sids {
    private final Scheduler scheduler;

    Sids(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    String next(String kind) {
        RandomGenerator random = scheduler.random();
        HexFormat hex = HexFormat.of();
        return kind + hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong());
    }

    /** Returns whether a text has an id's form. */
    static boolean isSid(String kind, String text) {
        return text.matches(kind + "[0-9a-fA-F]{32}");
    }
}
