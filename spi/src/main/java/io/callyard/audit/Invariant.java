package io.callyard.audit;

/** What is true of every tenant's event log, whatever the store, the carrier and the faults. */
public enum Invariant {
    /** A tenant's log holds that tenant's events only. */
    OWN_TENANT,
    /** The numbers are consecutive; those of a log that was never trimmed begin with 1. */
    GAPLESS,
    /** An event after a call's intake names a call that was taken in, with the same subject. */
    KNOWN_CALL,
    /** Each event of a call is a step that the state machine allows from where the call stands. */
    LEGAL_STEP,
    /** A call's attempts are numbered 1, 2, 3…, and events speak of the newest; late reports may speak of older ones. */
    ATTEMPT_NUMBERS,
    /** A call ends once, and nothing but late reports comes after it. */
    ONE_END,
    /** A call holds one slot at most, and one from which the slot is taken back ends at once. */
    ONE_SLOT,
    /** A slot is reserved only while fewer calls are live than the tenant's limit allows. */
    TENANT_LIMIT,
    /** Calls that are not direct leave the tenant's floor for direct calls alone. */
    DIRECT_FLOOR,
    /** A slot is reserved only while fewer calls of the campaign are live than its limit allows. */
    CAMPAIGN_LIMIT,
    /** The delay of a campaign lies between the end of one of its calls and the next reservation. */
    CAMPAIGN_DELAY,
    /** A slot is reserved for a campaign's call only while the campaign runs. */
    CAMPAIGN_RUNS,
    /** A campaign moves along the edges of its diagram, and is completed only when its calls are over. */
    CAMPAIGN_STEP,
    /** A call is not queued or dialled before the instant until which it was put off. */
    NOT_BEFORE,
    /** A call that joins the queue gets a higher position than any before; one that was held back keeps its own. */
    POSITION,
    /** No other call goes while a direct one could. */
    DIRECT_FIRST,
    /** Among calls of equal rank that could go, higher priority goes first, then the lower position. */
    ORDER,
    /** Without a decision to try again, at most one attempt of a call reaches the carrier. */
    NEVER_TWICE,
    /**
     * At most one call of a campaign, or of the leads, reaches the same person: the contact id or,
     * where a campaign's call has none, the number.
     */
    ONCE_PER_CONTACT,
    /** A lead is added once, before anything else happens to it, and stays its user's. */
    KNOWN_LEAD,
    /** Of a lead one call is made, ever: the one that marks it as dialled, and that of no other lead. */
    ONE_LEAD_CALL,
    /**
     * An event of a caller, an agent or an offer comes after he joined, was registered or it was made; nobody joins
     * twice, and nothing is offered twice under one id.
     */
    KNOWN_CALLER,
    /** A caller stands where he joined, in the queue and with the key, until he is moved. */
    CALLER_PLACE,
    /** An agent is offered a caller only while offers and connections leave a part of his capacity. */
    AGENT_CAPACITY,
    /** An agent is offered a caller only while he is AVAILABLE and not in the work after a call. */
    AGENT_READY,
    /** A caller is offered only while no other offer of his is open, and he neither talks nor is dialled. */
    ONE_OFFER,
    /** A caller's offers in a queue are numbered 1, 2, 3…; the number of one that was taken back may come again. */
    OFFER_NUMBERS,
    /** An offer is answered by agents who are asked, accepted by one at most, before its deadline and its end. */
    OFFER_ANSWER,
    /** An offer ends once, and in time. */
    OFFER_END,
    /** A caller is dialled or connected for an agent who has accepted him, and never after he has left. */
    CONNECTION,
    /**
     * A caller has one promise of a callback at most, is dialled only under it, once at a time, each time with a call
     * of its own; tries are numbered 1, 2, 3…
     */
    CALLBACK,
    /** A caller leaves once, in a way that fits what happened to him, and nothing about him comes after it. */
    ONE_LEAVING,
    /** What is stored is what the events add up to. */
    TABLES,
    /** Every call ends. Only to be asked at the end of a run. */
    EVERY_CALL_ENDS,
    /** Every caller leaves. Only to be asked at the end of a run. */
    EVERY_CALLER_LEAVES,
    /** Every offer ends. Only to be asked at the end of a run. */
    EVERY_OFFER_ENDS
}
