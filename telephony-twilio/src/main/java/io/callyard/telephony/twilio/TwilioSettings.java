package io.callyard.telephony.twilio;

import io.callyard.model.CallId;
import io.callyard.model.CarrierAccountId;
import io.callyard.model.PhoneNumber;
import io.callyard.spi.carrier.IncomingCalls;
import io.callyard.spi.carrier.PlaceOrder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How the driver is to work. There is no secret in it.
 *
 * @param account the engine's name of the account
 * @param urls where webhooks come to
 * @param numbers the numbers that calls are made from
 * @param instructions what a called person hears; absent: he is held
 * @param detection whether Twilio is to find out if a machine has answered
 * @param incoming where calls to our numbers go
 * @param music what those hear for whom no music was asked for; empty: nothing
 * @param voices the voice for each language tag
 * @param acceptance how agents take offers
 */
record TwilioSettings(
        CarrierAccountId account,
        WebhookUrls urls,
        List<PhoneNumber> numbers,
        @Nullable Function<PlaceOrder, Instructions> instructions,
        boolean detection,
        IncomingCalls incoming,
        String music,
        Map<String, String> voices,
        Acceptance acceptance) {

    /**
     * How agents take offers.
     *
     * @param numbersPressOne whether who is rung at a number has to press 1; else whoever picks up has taken the offer
     * @param prompt what he is asked
     * @param tooLate what he hears if the offer is over
     * @param language the language of both
     * @param waitsAtMost how long an agent waits for the person
     */
    record Acceptance(boolean numbersPressOne, String prompt, String tooLate, String language, Duration waitsAtMost) {}

    TwilioSettings {
        numbers = List.copyOf(numbers);
        voices = Map.copyOf(voices);
    }

    /** Returns the number that a call is made from: the same one for all attempts, on all nodes. */
    PhoneNumber numberFor(CallId call) {
        return numbers.get(Math.floorMod(call.low(), numbers.size()));
    }

    /** Returns the number that agents are rung from. */
    PhoneNumber numberForAgents() {
        return numbers.get(0);
    }

    /** Returns the voice for a language; empty: Twilio's own. */
    String voiceFor(String language) {
        String exact = voices.get(language);
        if (exact != null) {
            return exact;
        }
        int dash = language.indexOf('-');
        return dash < 0 ? "" : voices.getOrDefault(language.substring(0, dash), "");
    }
}
