package io.callyard.store.jdbc.news;

import io.callyard.model.TenantId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What one node tells the others: a line with who speaks and whether there is work, then one for each
 * tenant whose log has grown. Ids hold no line breaks.
 *
 * @param from who speaks
 * @param work whether there may be work
 * @param grown the tenants whose logs have grown
 * @param cut whether there were more than a message holds, so that it takes a look to know them
 */
record News(String from, boolean work, Set<TenantId> grown, boolean cut) {
    /** PostgreSQL takes 7,999 bytes. */
    static final int MAX_BYTES = 7_900;

    private static final String WORK = "+";
    private static final String CUT = "*";

    News {
        grown = Set.copyOf(grown);
    }

    /** Returns the news as a message, without the tenants if these are too many. */
    static String message(String from, boolean work, Collection<TenantId> grown) {
        StringBuilder text = new StringBuilder(from).append(work ? WORK : "");
        for (TenantId tenant : grown) {
            text.append('\n').append(tenant.value());
        }
        String all = text.toString();
        return all.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES ? all : from + (work ? WORK : "") + CUT;
    }

    /** Reads a message; empty if it is none. */
    static Optional<News> read(String message) {
        List<String> lines = new ArrayList<>(message.lines().toList());
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        String head = lines.remove(0);
        boolean cut = head.endsWith(CUT);
        head = cut ? head.substring(0, head.length() - 1) : head;
        boolean work = head.endsWith(WORK);
        head = work ? head.substring(0, head.length() - 1) : head;
        Set<TenantId> grown = new LinkedHashSet<>();
        for (String line : lines) {
            if (!line.isBlank()) {
                grown.add(new TenantId(line));
            }
        }
        return Optional.of(new News(head, work, grown, cut));
    }
}
