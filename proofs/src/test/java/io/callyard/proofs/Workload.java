package io.callyard.proofs;

import io.callyard.model.CallId;
import io.callyard.model.CampaignId;
import io.callyard.model.TenantId;
import io.callyard.proofs.RunVerdict.Promised;
import io.callyard.proofs.RunVerdict.PromisedCampaign;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * What the users of a run do: they place calls and start campaigns, and when a node does not answer
 * they say the same to another. One thread at a time.
 */
final class Workload {
    private static final int ENOUGH_WAITING = 40;

    private final SplittableRandom random;
    private final Map<TenantId, Integer> limits = new LinkedHashMap<>();
    private final Map<TenantId, Long> queued = new HashMap<>();
    private final Map<CallId, TenantId> calls = new LinkedHashMap<>();
    private final List<CallId> hangable = new ArrayList<>();
    private final Map<CampaignId, PromisedCampaign> campaigns = new LinkedHashMap<>();
    private final Map<String, Errand> pending = new LinkedHashMap<>();
    private final Deque<Errand> again = new ArrayDeque<>();
    private int errands;

    /**
     * Something a user wants.
     *
     * @param size how many calls it makes
     */
    private record Errand(String seed, TenantId tenant, int size, String order, Peer by) {
        Errand by(Peer other) {
            return new Errand(seed, tenant, size, order, other);
        }
    }

    Workload(int tenants, SplittableRandom random) {
        this.random = random;
        for (int i = 0; i < tenants; i++) {
            limits.put(new TenantId("tenant-" + i), 1 + i % 5);
        }
    }

    Map<TenantId, Integer> limits() {
        return limits;
    }

    Promised promised() {
        return new Promised(limits, calls, campaigns);
    }

    boolean isAnswered() {
        return pending.isEmpty() && again.isEmpty();
    }

    /** Says again what was not answered; else wants something new. */
    void goOn(Peer node) {
        if (!again.isEmpty()) {
            repeat(node);
        } else {
            wantMore(node);
        }
    }

    /** Says all that was not answered again. */
    void repeatAll(Peer node) {
        while (!again.isEmpty()) {
            repeat(node);
        }
    }

    private void repeat(Peer node) {
        send(again.remove().by(node));
    }

    private void wantMore(Peer node) {
        TenantId tenant = List.copyOf(limits.keySet()).get(random.nextInt(limits.size()));
        int dice = random.nextInt(20);
        String seed = Integer.toString(errands);
        if (dice == 0 && !hangable.isEmpty()) {
            CallId call = hangable.get(random.nextInt(hangable.size()));
            node.send("hangup " + calls.get(call) + " " + call);
            return;
        }
        errands++;
        if (queued.getOrDefault(tenant, 0L) >= ENOUGH_WAITING) {
            // One more, to learn how many wait by now.
            send(new Errand(seed, tenant, 1, "place " + tenant + " 1 DIRECT " + seed, node));
        } else if (dice < 5) {
            int contacts = random.nextInt(3, 12);
            send(new Errand(seed, tenant, contacts, "campaign " + tenant + " " + contacts + " " + seed, node));
        } else {
            int size = random.nextInt(1, 5);
            String type = dice < 8 ? "LEAD" : "DIRECT";
            send(new Errand(seed, tenant, size, "place " + tenant + " " + size + " " + type + " " + seed, node));
        }
    }

    private void send(Errand errand) {
        pending.put(errand.seed(), errand);
        errand.by().send(errand.order());
    }

    /** Takes an answer, and returns whether it was one. */
    boolean heard(String line) {
        String[] word = line.split(" ", -1);
        Errand errand = pending.get(word.length > 1 ? word[1] : "");
        if (errand == null) {
            return false;
        }
        switch (word[0]) {
            case "PLACED" -> {
                for (int i = 3; i < word.length; i++) {
                    CallId id = CallId.parse(word[i]);
                    calls.put(id, errand.tenant());
                    noteHangable(id);
                }
                queued.put(errand.tenant(), Long.parseLong(word[2]));
            }
            case "CAMPAIGN" -> {
                campaigns.put(new CampaignId(word[3]), new PromisedCampaign(errand.tenant(), errand.size()));
                queued.put(errand.tenant(), Long.parseLong(word[2]));
            }
            case "FAILED" -> again.add(errand);
            default -> {
                return false;
            }
        }
        pending.remove(errand.seed());
        return true;
    }

    private void noteHangable(CallId id) {
        hangable.add(id);
        if (hangable.size() > 20) {
            hangable.remove(0);
        }
    }

    /** Notes that a node is gone, so that its users ask another. */
    void lost(Peer node) {
        List<Errand> unanswered = pending.values().stream()
                .filter(errand -> errand.by().equals(node))
                .toList();
        unanswered.forEach(errand -> pending.remove(errand.seed()));
        again.addAll(unanswered);
    }
}
