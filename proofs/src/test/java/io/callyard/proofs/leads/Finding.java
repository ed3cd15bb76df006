package io.callyard.proofs.leads;

import java.util.List;

/**
 * What was found.
 *
 * @param problems what was broken; empty if nothing was
 * @param verdict how often leads were called
 * @param kills how many nodes died
 * @param cut how many of them while a page waited there for what became of a fetch
 * @param tabs what pages have said, and what they were told
 */
record Finding(List<String> problems, LeadVerdict verdict, int kills, int cut, Tabs.Figures tabs, long millis) {
    /** Returns how many calls were made of which no page was told that it started them: its node had died by then. */
    long untold() {
        return verdict.leads() - tabs.started();
    }

    /** Returns the figures, for people. */
    @Override
    public String toString() {
        return ("%d leads, %d dials, %d leads without one; %d kills, %d of them within a fetch; %d fetches, %d imports;"
                        + " %d starts that nobody was told of, %d calls told by name; %d ms")
                .formatted(
                        verdict.leads(),
                        verdict.dials(),
                        verdict.undialed(),
                        kills,
                        cut,
                        tabs.fetches(),
                        tabs.imports(),
                        untold(),
                        tabs.told(),
                        millis);
    }
}
