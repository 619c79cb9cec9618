package org.gatecast.bench.fanout;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import org.gatecast.bench.MeasuredServer;
import org.gatecast.testing.ServerProcess;

/** The smallest possible cost of fanning out on the same machine, to compare the server with. */
final class Baselines {
    private Baselines() {}

    /** The one that comes with the benchmark. */
    static MeasuredServer inJava() throws IOException {
        return MeasuredServer.start(new ProcessBuilder(
                ServerProcess.tool("java"),
                "-cp",
                System.getProperty("java.class.path"),
                DirectWriteFloor.class.getName()));
    }

    /** Another: a program that is given the port to listen on. */
    static MeasuredServer of(String program, int port) throws IOException, InterruptedException {
        MeasuredServer server = MeasuredServer.start(new ProcessBuilder(program, Integer.toString(port)), port);
        while (!listens(port)) {
            server.requireAlive();
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return server;
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
