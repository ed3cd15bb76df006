package io.callyard.telephony.telnyx;

import io.callyard.model.CallId;
import io.callyard.model.CarrierAccountId;
import io.callyard.model.PhoneNumber;
import io.callyard.model.inbound.Utterance;
import io.callyard.spi.carrier.IncomingCalls;
import io.callyard.spi.carrier.PlaceOrder;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * How the driver works.
 *
 * @param account the account, as the engine knows it
 * @param apiKey what requests bear; a secret
 * @param connection the connection that calls are made on
 * @param numbers those of ours that calls come from; at least one
 * @param publicUrl where webhooks come in
 * @param baseUrl where the API is, without a slash at the end
 * @param incoming where calls to our numbers go
 * @param assistant which assistant talks on a call
 * @param detection whether machines are told from people
 * @param music what is played where the engine asks for the carrier's own music; empty: silence
 * @param voices what reads texts out
 * @param agents how agents are rung
 * @param times how long things may take
 */
record TelnyxSettings(
        CarrierAccountId account,
        String apiKey,
        String connection,
        List<PhoneNumber> numbers,
        URI publicUrl,
        String baseUrl,
        IncomingCalls incoming,
        Function<PlaceOrder, Optional<String>> assistant,
        MachineDetection detection,
        String music,
        Voices voices,
        Agents agents,
        Times times) {

    /**
     * How agents are rung.
     *
     * @param pressOne whether an offer is taken by pressing 1 at a telephone number. At a SIP address picking up does
     * @param asked what is said to one who is to press 1
     * @param late what is said to one who comes too late
     */
    record Agents(boolean pressOne, Utterance.Spoken asked, Utterance.Spoken late) {}

    /**
     * How long things may take.
     *
     * @param request one request to the API
     * @param placing all tries of one placing
     */
    record Times(Duration request, Duration placing) {}

    /** Returns the number that a call comes from: the same for each attempt. */
    PhoneNumber numberFor(CallId call) {
        return numbers.get(Math.floorMod(call.hashCode(), numbers.size()));
    }

    /** Says where it works, and no secrets. */
    @Override
    public String toString() {
        return "TelnyxSettings[account " + account + ", " + baseUrl + "]";
    }
}
