package io.callyard.fake.twilio;

/** Who has called somebody, and wants to know. */
interface LegOwner {
    /** Nobody does. */
    LegOwner NOBODY = new LegOwner() {};

    /** It was answered, and by whom is known if that was to be waited for. */
    default void answered() {}

    /** It is over, answered or not. Told after the call's own activity and reports. */
    default void over() {}
}
