package io.callyard.telephony.trials;

import io.callyard.fake.FakeCarrier;
import io.callyard.fake.FakeRequest;
import io.callyard.fake.Party;
import io.callyard.model.Outcome;
import io.callyard.spi.carrier.Carrier;
import io.callyard.spi.carrier.CarrierWebhooks;
import io.callyard.spi.carrier.WebhookRequest;
import io.callyard.testkit.VirtualNode;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** What a {@link CarrierDay} has to know of the carrier it spends with. */
public interface DayCarrier {
    /**
     * A call as the carrier keeps it.
     *
     * @param id the carrier's id
     * @param to who is called
     * @param outgoing whether we have called
     * @param begun whether anybody's telephone has really rung
     * @param over whether it is over
     */
    record Leg(String id, String to, boolean outgoing, boolean begun, boolean over) {}

    /** Where the person on a call is. */
    enum Where {
        /** With nobody. */
        ALONE,
        /** With somebody. */
        TALKING,
        /** Not on the line any more. */
        OVER
    }

    /**
     * What a node has to reach the carrier, and to be reached by it.
     *
     * @param calls what makes calls
     * @param webhooks what takes webhooks
     */
    record Line(Carrier calls, CarrierWebhooks webhooks) {}

    /** Returns the carrier's API. */
    FakeCarrier api();

    /** Makes a node's driver. */
    Line line(VirtualNode process, HttpClient client);

    /** Somebody calls our number. */
    void incoming(String from, Party caller);

    /** Returns how often an address was really called. */
    int placedCount(String to);

    /** Returns all calls there are or have been, oldest first. */
    List<Leg> legs();

    /** Returns where the person on a call is. */
    Where where(String call);

    /** Returns whether a request has a call made. */
    boolean makesCall(FakeRequest request);

    /** Returns a webhook as a web framework would hand it on. */
    WebhookRequest handedOn(FakeRequest webhook);

    /** Returns which call a webhook is about. */
    String callOf(FakeRequest webhook);

    /** Returns the status that a forged webhook is answered with; 0: nobody would notice. */
    int forged();

    /** Returns addresses at which agents can be rung, a number among them. */
    List<String> devices();

    /** Returns how a call may be said to have ended whose person has reacted like this. */
    Set<Outcome> outcomes(Party party);

    /** Tells what the carrier itself complains about, if anything that no fault explains. */
    default void complaints(Consumer<String> problems) {}
}
