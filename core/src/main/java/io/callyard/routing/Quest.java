package io.callyard.routing;

import io.callyard.model.AgentId;
import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.Candidate;
import io.callyard.model.inbound.Feature;
import io.callyard.model.inbound.OfferRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The search for one caller's agents in one pass.
 *
 * <p><b>Threads.</b> One.
 */
final class Quest {
    private final Caller caller;
    private final Pool pool;
    private final OfferRules rules;
    private final boolean plain;
    private final int openTier;
    private final Needs needs;
    private final Set<AgentId> passed;
    private @Nullable Screening screening;
    private @Nullable Ranking ranking;

    Quest(Caller caller, Pool pool) {
        this.caller = caller;
        this.pool = pool;
        rules = pool.queue().settings().offers();
        plain = !caller.gets(Feature.ENHANCED_DISCOVERY);
        openTier = Tiers.open(caller, rules, pool.now());
        needs = Needs.of(caller, rules);
        passed = Set.copyOf(caller.search().passed());
    }

    Caller caller() {
        return caller;
    }

    Pool pool() {
        return pool;
    }

    int openTier() {
        return openTier;
    }

    String strategy() {
        return plain ? Matching.FIRST_AVAILABLE : pool.strategy().name();
    }

    /** Returns the members in the order in which this caller's agents are looked for. */
    Ranking ranking() {
        Ranking known = ranking;
        if (known == null) {
            known = plain ? pool.rankingById() : pool.ranking(pool.strategy().order(caller));
            ranking = known;
        }
        return known;
    }

    private Screening screening() {
        Screening known = screening;
        if (known == null) {
            known = pool.screening(needs);
            screening = known;
        }
        return known;
    }

    /** Returns who is to be asked; nobody if there is none. */
    List<Member> choose() {
        if (pool.wantsTooMuch(needs.skills()) || screening().isHopeless(openTier)) {
            return List.of();
        }
        Cursor cursor = ranking().cursor(screening());
        int first = cursor.from(0);
        if (!isOpen(first)) {
            screening().giveUp(openTier);
            return List.of();
        }
        Member preferred = preferred();
        if (preferred != null) {
            return List.of(preferred);
        }
        List<Member> fresh = fresh(cursor, first);
        return fresh.isEmpty() ? again() : fresh;
    }

    /** The ranking goes by tiers first, if tiers count: where one is closed, all behind it are. */
    private boolean isOpen(int place) {
        return place < ranking().size() && ranking().at(place).tier() <= openTier;
    }

    private int most() {
        return !plain && pool.strategy().ringsAll() ? Matching.MOST_RINGING : 1;
    }

    private @Nullable Member preferred() {
        AgentId id = caller.arrival().preferred();
        Member member = id == null || plain ? null : pool.find(id);
        return member != null && fits(member) && !wasPassedBy(member) ? member : null;
    }

    /** Those of the lowest tier who were not asked before. */
    private List<Member> fresh(Cursor cursor, int first) {
        List<Member> found = new ArrayList<>(1);
        for (int at = first; isOpen(at) && found.size() < most(); at = cursor.from(at + 1)) {
            Member member = ranking().at(at);
            if (!found.isEmpty() && member.tier() != found.get(0).tier()) {
                break;
            }
            if (!wasPassedBy(member)) {
                found.add(member);
            }
        }
        return found;
    }

    /** Those who were asked before: who was so the longest ago, and others of that tier. */
    private List<Member> again() {
        List<Member> found = new ArrayList<>(1);
        for (AgentId id : caller.search().passed()) {
            Member member = pool.find(id);
            if (member != null
                    && found.size() < most()
                    && fits(member)
                    && (found.isEmpty() || member.tier() == found.get(0).tier())) {
                found.add(member);
            }
        }
        return found;
    }

    private boolean fits(Member member) {
        return member.standing().hasRoom()
                && member.tier() <= openTier
                && screening().admits(member);
    }

    private boolean wasPassedBy(Member member) {
        return !passed.isEmpty() && passed.contains(member.id());
    }

    /** Returns what speaks against somebody who has room and is not chosen. */
    Candidate remark(Member member) {
        if (!screening().admits(member)) {
            return screening().remark(member);
        }
        if (member.tier() > openTier) {
            return member.candidate(
                    Reasons.closed(member.tier(), Tiers.untilOpen(member.tier(), caller, rules, pool.now())));
        }
        return member.candidate(wasPassedBy(member) ? Reasons.MISSED : Reasons.BEHIND);
    }
}
