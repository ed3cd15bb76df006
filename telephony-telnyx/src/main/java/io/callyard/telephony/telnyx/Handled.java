package io.callyard.telephony.telnyx;

/** What became of a webhook. */
enum Handled {
    /** What it says is kept. */
    KEPT,
    /** It means nothing here. */
    IGNORED,
    /** It should come again. */
    AGAIN
}
