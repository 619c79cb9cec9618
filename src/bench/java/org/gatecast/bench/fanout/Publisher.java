package org.gatecast.bench.fanout;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.gatecast.bench.MeasuredServer;

/** Posts one change after the other, each when every spectator has received the one before. */
final class Publisher {
    private static final long LONG_SECONDS = 30;

    private final FanoutSpectators stand;
    private final Supplier<byte[]> requests;
    private final Call call;
    private final CommandLine commandLine;
    private final int spectators;
    private int messagesEach = 1;

    /** Makes a call and waits for its answer. */
    interface Call {
        void post(byte[] request) throws IOException;
    }

    Publisher(FanoutSpectators stand, Supplier<byte[]> requests, Call call, CommandLine commandLine) {
        this(stand, requests, call, commandLine, commandLine.spectators());
    }

    Publisher(FanoutSpectators stand, Supplier<byte[]> requests, Call call, CommandLine commandLine, int spectators) {
        this.spectators = spectators;
        this.stand = stand;
        this.requests = requests;
        this.call = call;
        this.commandLine = commandLine;
    }

    /** Lets both sides get warm, and finds out how many messages a post makes. */
    void warmUp() throws IOException, InterruptedException {
        long before = stand.messages();
        call.post(requests.get());
        TimeUnit.MILLISECONDS.sleep(500);
        messagesEach = (int) Math.max(1, (stand.messages() - before) / spectators);
        for (int i = 0; i < commandLine.number("-warm", 400); i++) {
            post();
        }
        stand.latencies();
    }

    FanoutFigures measure(String name, MeasuredServer server) throws IOException, InterruptedException {
        int posts = commandLine.number("-posts", 200);
        long[] last = new long[posts];
        long bytes = stand.bytes();
        long messages = stand.messages();
        long cpu = server.cpuMicros();
        for (int i = 0; i < posts; i++) {
            last[i] = post();
            TimeUnit.MILLISECONDS.sleep(commandLine.number("-gap", 5));
        }
        FanoutFigures figures = new FanoutFigures(
                name,
                spectators,
                messagesEach,
                stand.messages() - messages,
                stand.bytes() - bytes,
                server.cpuMicros() - cpu,
                stand.latencies(),
                new SortedTimes(last, posts));
        figures.print();
        return figures;
    }

    /** Answers how long it took until the last had been told, in nanoseconds. */
    private long post() throws IOException {
        byte[] request = requests.get();
        long start = System.nanoTime();
        stand.begin(spectators, messagesEach);
        call.post(request);
        if (!stand.awaitAll(LONG_SECONDS)) {
            throw new IOException("somebody was not told within " + LONG_SECONDS + " s");
        }
        return System.nanoTime() - start;
    }
}
