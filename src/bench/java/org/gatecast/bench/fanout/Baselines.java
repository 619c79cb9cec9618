package org.gatecast.bench.fanout;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.gatecast.bench.ServerProcess;

/** What the server is measured beside: the least that fanning out can cost on the same machine. */
final class Baselines {
    private Baselines() {}

    /** The one that comes with the benchmark. */
    static ServerProcess inJava() throws IOException {
        return ServerProcess.start(new ProcessBuilder(
                ServerProcess.tool("java"),
                "-cp",
                System.getProperty("java.class.path"),
                DirectWriteFloor.class.getName()));
    }

    /** Another: a program that is given the port to listen on. */
    static ServerProcess of(String program, int port) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(program, Integer.toString(port))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .start();
        while (process.isAlive() && !CallConnection.listens(port)) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return new ServerProcess(process, port);
    }
}
