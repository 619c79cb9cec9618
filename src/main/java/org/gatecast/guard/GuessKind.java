package org.gatecast.guard;

/** What may be guessed; whoever guesses one is not kept from showing the other. */
public enum GuessKind {
    MASTER_PASSWORD,
    EVENT_KEY
}
