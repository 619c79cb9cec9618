package org.gatecast.limits;

/** What may be guessed; whoever guesses one is not kept from showing the other. */
public enum CredentialKind {
    MASTER_PASSWORD,
    EVENT_KEY
}
