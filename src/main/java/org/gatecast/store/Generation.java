package org.gatecast.store;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Makes the random part of cursors, which tells a new event from an older one with the same id. */
final class Generation {
    private static final int BYTES = 5;

    private Generation() {}

    static String random() {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
