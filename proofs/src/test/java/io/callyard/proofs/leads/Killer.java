package io.callyard.proofs.leads;

import io.callyard.model.lead.LeadState;
import io.callyard.proofs.Fleet;
import io.callyard.proofs.Peer;
import io.callyard.spi.store.Store;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Kills nodes: at any moment, a moment after they were told that new leads were fetched, or as soon as the marks of
 * these leads are to be seen, which is most often before their page is told so.
 */
final class Killer {
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final Fleet fleet;
    private final Messages messages;
    private final Ear ear;
    private final Store store;
    private final SplittableRandom random;

    Killer(Fleet fleet, Messages messages, Ear ear, Store store, SplittableRandom random) {
        this.fleet = fleet;
        this.messages = messages;
        this.ear = ear;
        this.store = store;
        this.random = random;
    }

    /** Kills one, if another is there that goes on. */
    void killOne(Tabs tabs) throws InterruptedException {
        Owner owner = Owner.ALL.get(random.nextInt(Owner.ALL.size()));
        int when = random.nextInt(4);
        if (when > 0) {
            boolean[] areIn = {false};
            tabs.bringIn(fleet.anyReady().orElseThrow(), owner, 0, () -> areIn[0] = true);
            ear.hearUntil(() -> areIn[0], LONGEST);
        }
        List<Peer> ready = new ArrayList<>(fleet.ready());
        if (ready.size() < 2) {
            return;
        }
        Peer victim = ready.remove(random.nextInt(ready.size()));
        switch (when) {
            case 0 -> messages.kill(victim);
            case 1 -> killSoon(victim, ready.get(random.nextInt(ready.size())), owner, tabs);
            default -> killAtTheMark(victim, owner, tabs);
        }
    }

    /** Two pages say at once what they have fetched, and one of their nodes dies over it. */
    private void killSoon(Peer victim, Peer other, Owner owner, Tabs tabs) throws InterruptedException {
        boolean isFirst = random.nextBoolean();
        tabs.fetchAll(isFirst ? victim : other, owner, () -> {});
        tabs.fetchAll(isFirst ? other : victim, owner, () -> {});
        ear.hear(Duration.ofMillis(random.nextInt(40)));
        messages.kill(victim);
    }

    private void killAtTheMark(Peer victim, Owner owner, Tabs tabs) {
        tabs.fetchAll(victim, owner, () -> {});
        long until = System.nanoTime() + LONGEST.toNanos();
        while (hasPending(owner) && System.nanoTime() < until) {
            Thread.onSpinWait();
        }
        messages.kill(victim);
    }

    private boolean hasPending(Owner owner) {
        return !store.leads(owner.tenant(), owner.user(), LeadState.PENDING, 0, 1)
                .isEmpty();
    }
}
