package org.gatecast.booth.push;

/** The booth's directory cannot be used; the message is a sentence for the operator. */
public final class BoothStateException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public BoothStateException(String message, Throwable cause) {
        super(message, cause);
    }
}
