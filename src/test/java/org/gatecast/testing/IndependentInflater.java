package org.gatecast.testing;

import com.jcraft.jzlib.GZIPException;
import com.jcraft.jzlib.Inflater;
import com.jcraft.jzlib.JZlib;
import java.io.ByteArrayOutputStream;

/**
 * Inflates the messages of one connection as RFC 7692 has it (section 7.2.2), by a zlib that is not the JDK's. Not
 * thread-safe.
 */
public final class IndependentInflater {
    public static final int LARGEST_WINDOW_BITS = 15;

    private static final byte[] FLUSH_TAIL = {0, 0, (byte) 0xFF, (byte) 0xFF};

    private final int windowBits;
    private final boolean keepsContext;
    private final byte[] chunk = new byte[4096];
    private Inflater inflater;

    /**
     * @param windowBits how far back the client can look, 8 to 15
     * @param keepsContext whether from message to message
     */
    public IndependentInflater(int windowBits, boolean keepsContext) {
        this.windowBits = windowBits;
        this.keepsContext = keepsContext;
        this.inflater = fresh();
    }

    public byte[] inflate(byte[] message) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        if (!keepsContext) {
            inflater = fresh();
        }
        feed(message, output);
        feed(FLUSH_TAIL, output);
        return output.toByteArray();
    }

    private void feed(byte[] input, ByteArrayOutputStream output) {
        inflater.setInput(input, 0, input.length, false);
        int result = JZlib.Z_OK;
        do {
            inflater.setOutput(chunk);
            result = inflater.inflate(JZlib.Z_SYNC_FLUSH);
            output.write(chunk, 0, inflater.getNextOutIndex());
        } while (result == JZlib.Z_OK && (inflater.getAvailIn() > 0 || inflater.getAvailOut() == 0));
        // Z_BUF_ERROR is zlib's word for: nothing left to do.
        if ((result != JZlib.Z_OK && result != JZlib.Z_BUF_ERROR) || inflater.getAvailIn() > 0) {
            throw new AssertionError("does not inflate: " + result + ", " + inflater.getMessage());
        }
    }

    private Inflater fresh() {
        try {
            return new Inflater(windowBits, JZlib.W_NONE);
        } catch (GZIPException e) {
            throw new IllegalArgumentException("a window of " + windowBits + " bits", e);
        }
    }
}
