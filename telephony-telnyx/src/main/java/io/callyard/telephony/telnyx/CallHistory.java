package io.callyard.telephony.telnyx;

import io.callyard.model.CarrierCallId;
import io.callyard.telephony.http.JsonValue;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the carrier has on record of one call.
 *
 * @param call its id; absent if the record does not tell
 * @param isAnswered whether it was answered
 * @param isJoined whether it was joined with another
 * @param isMachine whether by a machine
 * @param end what was told of its end; absent if it is not over, as far as the record goes
 */
record CallHistory(
        @Nullable CarrierCallId call,
        boolean isAnswered,
        boolean isJoined,
        boolean isMachine,
        @Nullable JsonValue end) {

    /**
     * One entry of the record.
     *
     * @param name the command, or the event
     * @param leg the lasting id of the call
     * @param payload what was commanded or told; holds nothing if the carrier keeps that to itself
     */
    record Entry(String name, String leg, JsonValue payload) {
        /** Reads an entry. */
        static Entry of(JsonValue json) {
            JsonValue metadata = json.get("metadata");
            // Whether it is the payload or the whole webhook is not written down anywhere.
            JsonValue data = metadata.get("data").isObject() ? metadata.get("data") : metadata;
            JsonValue payload = data.get("payload").isObject() ? data.get("payload") : data;
            return new Entry(json.text("name", ""), json.text("call_leg_id", ""), payload);
        }

        /** Returns the call's id; empty if the entry does not tell. */
        Optional<CarrierCallId> call() {
            return Optional.ofNullable(TelnyxEvent.callId(payload.text("call_control_id")));
        }

        /** Returns what the call carried with it; empty if nothing of ours. */
        Optional<CallTag> tag() {
            return Optional.ofNullable(CallTag.parse(payload.text("client_state")));
        }

        /** Returns whether it tells which call it is about, beside the lasting id. */
        boolean isTelling() {
            return payload.has("call_control_id") || payload.has("client_state");
        }
    }

    /** Puts the entries of one call together, in any order. */
    static CallHistory of(List<Entry> entries) {
        CarrierCallId call = entries.stream()
                .flatMap(entry -> entry.call().stream())
                .findFirst()
                .orElse(null);
        boolean answered = has(entries, "call.answered");
        boolean joined = has(entries, "call.bridged");
        boolean machine = entries.stream()
                .filter(entry -> entry.name().startsWith("call.machine."))
                .anyMatch(entry -> Outcomes.isMachine(entry.payload().text("result", "")));
        JsonValue end = entries.stream()
                .filter(entry -> entry.name().equals("call.hangup"))
                .map(Entry::payload)
                .findFirst()
                .orElse(null);
        return new CallHistory(call, answered || joined, joined, machine, end);
    }

    private static boolean has(List<Entry> entries, String name) {
        return entries.stream().anyMatch(entry -> entry.name().equals(name));
    }
}
