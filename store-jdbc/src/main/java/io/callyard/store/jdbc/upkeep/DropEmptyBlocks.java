package io.callyard.store.jdbc.upkeep;

import io.callyard.store.jdbc.sql.Session;
import io.callyard.store.jdbc.sql.Transactions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Deletes blocks of lines in which nobody stands any more. Under the tenant's lock, as everything that adds
 * to a block is; the block that new calls join stays.
 */
final class DropEmptyBlocks implements Chore {
    private static final int PAGE = 100;
    private static final String PASSED =
            "block < (SELECT t.next_position FROM {tenant} t WHERE t.id = l.tenant) / 4096";

    private final Deque<String> tenants = new ArrayDeque<>();
    private String lastTenant = "";

    @Override
    public String name() {
        return "deleting empty blocks of lines";
    }

    @Override
    public int everyRuns() {
        return Housekeeping.SELDOM;
    }

    @Override
    public void begin(long now) {
        tenants.clear();
        lastTenant = "";
    }

    @Override
    public Batch next(Transactions transactions) {
        if (tenants.isEmpty()) {
            tenants.addAll(transactions.read(this::page));
            if (tenants.isEmpty()) {
                return Batch.NOTHING;
            }
            lastTenant = tenants.getLast();
        }
        String tenant = tenants.removeFirst();
        return new Batch(transactions.change(session -> drop(session, tenant)), true);
    }

    private List<String> page(Session session) {
        return session.query("SELECT DISTINCT l.tenant FROM {line} l WHERE l.calls = 0 AND l.tenant > :after AND l."
                        + PASSED + " ORDER BY l.tenant LIMIT :page")
                .bind("after", lastTenant)
                .bind("page", PAGE)
                .mapTo(String.class)
                .list();
    }

    private static int drop(Session session, String tenant) {
        boolean free = session.query("SELECT id FROM {tenant} WHERE id = :tenant "
                        + session.dialect().forUpdate() + " "
                        + session.dialect().skipLocked())
                .bind("tenant", tenant)
                .mapTo(String.class)
                .findOne()
                .isPresent();
        if (!free) {
            return 0;
        }
        return session.update("DELETE FROM {line} l WHERE l.tenant = :tenant AND l.calls = 0 AND l." + PASSED)
                .bind("tenant", tenant)
                .execute();
    }
}
