package org.gatecast.bench;

import java.io.IOException;
import org.gatecast.bench.HttpConnection.Response;

/**
 * One kind of call.
 *
 * @param bodies without end, made before the clock starts
 * @param proof what the response says when the call did what is measured
 * @param calls in one run
 * @param aim what a call should take from its first byte to the last one of the response, as it is printed
 * @param cpuAim what it should cost the server
 */
record CallKind(
        String name, String path, String type, Bodies bodies, String proof, int calls, String aim, String cpuAim) {

    /** The next body, and the one after it, and so on. */
    @FunctionalInterface
    interface Bodies {
        byte[] next();
    }

    /** Makes one call; how many nanoseconds it took. */
    long call(HttpConnection connection) throws IOException {
        byte[] body = bodies.next();
        long began = System.nanoTime();
        Response response = connection.send("POST", path, type, body);
        long took = System.nanoTime() - began;
        if (response.status() != 200 || !response.body().contains(proof)) {
            throw new IllegalStateException(name + " was answered with " + response);
        }
        return took;
    }

    /** One run. */
    CallTimes run(HttpConnection connection, MeasuredServer server) throws IOException {
        long[] nanos = new long[calls];
        long cpu = server.cpuNanos();
        for (int i = 0; i < nanos.length; i++) {
            nanos[i] = call(connection);
        }
        return CallTimes.of(nanos, server.cpuNanos() - cpu);
    }
}
