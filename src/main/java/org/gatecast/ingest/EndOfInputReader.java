package org.gatecast.ingest;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/** Remembers whether the end of the input was reached. */
final class EndOfInputReader extends FilterReader {
    private boolean ended;

    EndOfInputReader(Reader in) {
        super(in);
    }

    boolean hasEnded() {
        return ended;
    }

    @Override
    public int read() throws IOException {
        int c = in.read();
        ended |= c < 0;
        return c;
    }

    @Override
    public int read(char[] chars, int start, int length) throws IOException {
        int count = in.read(chars, start, length);
        ended |= count < 0;
        return count;
    }
}
