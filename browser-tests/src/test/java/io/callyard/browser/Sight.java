package io.callyard.browser;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a log comes to, or what a page shows of it.
 *
 * @param seq the number of the last event
 * @param live ids of live calls, sorted
 * @param ended ids of the calls that have ended with their outcomes, sorted; whoever counts one twice has it twice
 * @param turns what was said, by call, sorted
 */
record Sight(long seq, List<String> live, List<String> ended, List<String> turns) {

    /** Reads what a script returned. */
    static Sight of(Map<?, ?> answer) {
        return new Sight(
                ((Number) answer.get("seq")).longValue(),
                sorted((List<?>) answer.get("live")),
                sorted((List<?>) answer.get("ended")),
                sorted((List<?>) answer.get("turns")));
    }

    /** Follows the events of a log up to a number. */
    static Sight of(List<LogEvent> log, long upTo) {
        List<String> live = new ArrayList<>();
        List<String> ended = new ArrayList<>();
        List<String> turns = new ArrayList<>();
        for (LogEvent event : log) {
            if (event.seq() > upTo || !event.has("call_id")) {
                continue;
            }
            String call = event.word("call_id");
            String change = event.type().equals("queue_status_update") ? event.word("change") : event.type();
            switch (change) {
                case "reserved" -> live.add(call);
                case "returned" -> live.remove(call);
                case "call_ended" -> {
                    live.remove(call);
                    ended.add(call + " " + event.word("outcome"));
                }
                case "conversation_turn" -> turns.add(call + " " + event.word("speaker") + ": " + event.word("text"));
                default -> {}
            }
        }
        return new Sight(upTo, sorted(live), sorted(ended), sorted(turns));
    }

    private static List<String> sorted(List<?> texts) {
        return texts.stream().map(String::valueOf).sorted().toList();
    }
}
