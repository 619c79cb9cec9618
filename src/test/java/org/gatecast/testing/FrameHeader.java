package org.gatecast.testing;

/** Reads the header of a server's frame byte by byte (RFC 6455, 5.2). Not thread-safe. */
public final class FrameHeader {
    private final byte[] bytes = new byte[10];
    private int count;

    /** Takes the next byte and returns whether the header is complete. The byte after that begins another. */
    public boolean accept(byte next) {
        bytes[count++] = next;
        if (count == 2 && bytes[1] < 0) {
            throw new AssertionError("a masked frame from a server");
        }
        if (count < 2 || count < bytesInAll()) {
            return false;
        }
        count = 0;
        return true;
    }

    private int bytesInAll() {
        return bytes[1] == 126 ? 4 : bytes[1] == 127 ? 10 : 2;
    }

    public boolean isBegun() {
        return count > 0;
    }

    public int opcode() {
        return bytes[0] & 0x0F;
    }

    /** The first byte without the opcode: FIN and the reserved bits. */
    public int flags() {
        return bytes[0] & 0xF0;
    }

    /** How many bytes of payload follow. */
    public long length() {
        if (bytesInAll() == 2) {
            return bytes[1];
        }
        long length = 0;
        for (int i = 2; i < bytesInAll(); i++) {
            length = length << 8 | (bytes[i] & 0xFF);
        }
        return length;
    }
}
