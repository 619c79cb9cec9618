package org.gatecast.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The time until the disk has stored a page, for which every commit waits. Pages are overwritten one after the
 * other in a file of fixed length, as SQLite writes its log.
 */
final class DiskSyncProbe implements AutoCloseable {
    private static final int PAGES = 100;
    private static final int PAGE_BYTES = 4096;

    private final FileChannel channel;

    DiskSyncProbe(Path file) throws IOException {
        channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        channel.write(ByteBuffer.allocate(PAGES * PAGE_BYTES));
        channel.force(true);
    }

    CallTimes run() throws IOException {
        long[] nanos = new long[PAGES];
        for (int page = 0; page < PAGES; page++) {
            long began = System.nanoTime();
            channel.write(ByteBuffer.allocate(PAGE_BYTES), (long) page * PAGE_BYTES);
            channel.force(false);
            nanos[page] = System.nanoTime() - began;
        }
        return CallTimes.of(nanos, 0);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
