package io.callyard.store.jdbc.codec;

import io.callyard.model.PolicyVerdict;
import io.callyard.model.Verdict;
import java.io.IOException;

/** What a policy said about a call. */
final class VerdictCodec {
    private VerdictCodec() {}

    static void write(JsonWriter json, PolicyVerdict said) throws IOException {
        json.text("policy", said.policy()).instant("at", said.at());
        if (said.verdict() instanceof Verdict.Hold hold) {
            json.text("said", "hold").instant("until", hold.until()).text("reason", hold.reason());
        } else if (said.verdict() instanceof Verdict.Refuse refuse) {
            json.text("said", "refuse").text("rule", refuse.rule()).text("reason", refuse.reason());
        } else {
            json.text("said", "allow");
        }
    }

    static PolicyVerdict read(JsonFields json) {
        return new PolicyVerdict(json.text("policy"), readVerdict(json), json.instant("at"));
    }

    private static Verdict readVerdict(JsonFields json) {
        String said = json.text("said");
        return switch (said) {
            case "allow" -> Verdict.allow();
            case "hold" -> new Verdict.Hold(json.instant("until"), json.text("reason"));
            case "refuse" -> new Verdict.Refuse(json.text("rule"), json.text("reason"));
            default -> throw json.unknown("said", "verdict", said);
        };
    }
}
