package io.callyard.routing;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.IdentityHashMap;

/**
 * The ready members of a queue in the order in which they are asked.
 *
 * <p><b>Threads.</b> One.
 */
final class Ranking {
    private final Member[] ranked;
    private final int[] places;
    private final IdentityHashMap<Screening, Cursor> cursors = new IdentityHashMap<>();

    private Ranking(Collection<Member> members, Comparator<Member> order) {
        ranked = members.toArray(new Member[0]);
        Arrays.sort(ranked, order);
        places = new int[ranked.length];
        for (int i = 0; i < ranked.length; i++) {
            places[ranked[i].index()] = i;
        }
    }

    /** By the ids alone. */
    static Ranking byId(Collection<Member> members) {
        return new Ranking(members, Comparator.comparing(Member::contender, Contender.BY_ID));
    }

    /** By tier, then in an order, then by the ids. */
    static Ranking byTier(Collection<Member> members, Comparator<Contender> order) {
        return new Ranking(members, (one, other) -> {
            int byTier = Integer.compare(one.tier(), other.tier());
            if (byTier != 0) {
                return byTier;
            }
            int byOrder = order.compare(one.contender(), other.contender());
            return byOrder != 0 ? byOrder : Contender.BY_ID.compare(one.contender(), other.contender());
        });
    }

    int size() {
        return ranked.length;
    }

    Member at(int place) {
        return ranked[place];
    }

    int placeOf(Member member) {
        return places[member.index()];
    }

    Cursor cursor(Screening screening) {
        Cursor known = cursors.get(screening);
        if (known == null) {
            known = new Cursor(ranked, screening);
            cursors.put(screening, known);
        }
        return known;
    }
}
