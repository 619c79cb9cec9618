package org.gatecast.bench.fuzz;

import java.nio.charset.StandardCharsets;

/**
 * A request as it goes out.
 *
 * @param operation what it was before it was spoilt, for the statistics
 * @param isProtected whether what it asks for needs a key
 * @param entitled whether a key or password that may open it is somewhere in it
 * @param asMaster whether the right master password is somewhere in it
 * @param intact whether its framing is as it should be: then there must be a response, and more can be asked after it
 * @param plainPath whether the path is as the operation has it
 * @param eventId the event that it is about; empty for none
 * @param keyed event whose valid key is in it; empty for none
 * @param message all of it, each character a byte
 */
record FuzzedRequest(
        ApiOperations.Operation operation,
        String method,
        boolean isProtected,
        boolean entitled,
        boolean asMaster,
        boolean intact,
        boolean plainPath,
        String eventId,
        String keyed,
        String message) {
    private static final int SHOWN = 1_500;

    /** Whether no body comes with the response. */
    boolean isToHead() {
        return message.startsWith("HEAD ");
    }

    /** As they go out. */
    byte[] bytes() {
        return message.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Its beginning, to be read by people. */
    @Override
    public String toString() {
        return operation + (intact ? "" : " (spoilt framing)") + ":\n"
                + message.substring(0, Math.min(SHOWN, message.length()))
                        .replace("\r", "\\r")
                        .replaceAll("[^\\x20-\\x7e\n]", "?");
    }
}
