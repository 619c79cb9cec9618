package org.gatecast.bench.fanout;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.gatecast.bench.MeasuredServer;

/** Posts one change after the other, each when every spectator has received the one before. */
final class Publisher {
    private static final long LONG_SECONDS = 30;

    private final FanoutSpectators fanout;
    private final Supplier<byte[]> requests;
    private final Call call;
    private final CommandLine commandLine;
    private final int spectators;
    private int messagesEach = 1;

    /** Makes a call and waits for its response. */
    interface Call {
        void post(byte[] request) throws IOException;
    }

    Publisher(FanoutSpectators fanout, Supplier<byte[]> requests, Call call, CommandLine commandLine) {
        this(fanout, requests, call, commandLine, commandLine.spectators());
    }

    Publisher(FanoutSpectators fanout, Supplier<byte[]> requests, Call call, CommandLine commandLine, int spectators) {
        this.spectators = spectators;
        this.fanout = fanout;
        this.requests = requests;
        this.call = call;
        this.commandLine = commandLine;
    }

    /** Lets both sides get warm, and finds out how many messages a post makes. */
    void warmUp() throws IOException, InterruptedException {
        long before = fanout.messages();
        call.post(requests.get());
        TimeUnit.MILLISECONDS.sleep(500);
        messagesEach = (int) Math.max(1, (fanout.messages() - before) / spectators);
        for (int i = 0; i < commandLine.number("-warm", 400); i++) {
            post();
        }
        fanout.latencies();
    }

    FanoutFigures measure(String name, MeasuredServer server) throws IOException, InterruptedException {
        int posts = commandLine.number("-posts", 200);
        long[] last = new long[posts];
        long bytes = fanout.bytes();
        long messages = fanout.messages();
        long cpu = server.cpuMicros();
        for (int i = 0; i < posts; i++) {
            last[i] = post();
            TimeUnit.MILLISECONDS.sleep(commandLine.number("-gap", 5));
        }
        FanoutFigures figures = new FanoutFigures(
                name,
                spectators,
                messagesEach,
                fanout.messages() - messages,
                fanout.bytes() - bytes,
                server.cpuMicros() - cpu,
                fanout.latencies(),
                new SortedTimes(last, posts));
        figures.print();
        return figures;
    }

    /** Returns how long it took until the last had been told, in nanoseconds. */
    private long post() throws IOException {
        byte[] request = requests.get();
        long start = System.nanoTime();
        fanout.begin(spectators, messagesEach);
        call.post(request);
        if (!fanout.awaitAll(LONG_SECONDS)) {
            throw new IOException("somebody was not told within " + LONG_SECONDS + " s");
        }
        return System.nanoTime() - start;
    }
}
