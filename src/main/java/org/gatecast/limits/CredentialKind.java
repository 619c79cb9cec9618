package org.gatecast.limits;

/** The kinds of credentials. Wrong ones are counted for each kind, so wrong keys do not block a master password. */
public enum CredentialKind {
    MASTER_PASSWORD,
    EVENT_KEY
}
