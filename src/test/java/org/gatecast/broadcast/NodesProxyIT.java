package org.gatecast.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.gatecast.testing.ApiClient;
import org.gatecast.testing.ApiResponse;
import org.gatecast.testing.Await;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The configuration of HAProxy for three nodes, before stand-ins that say what they are told of their readiness. */
class NodesProxyIT {
    private final List<Node> nodes = List.of(new Node("1"), new Node("2"), new Node("3"));

    private ReverseProxy proxy;

    /** A service's two ports. */
    private static final class Node {
        private final HttpServer open;
        private final HttpServer management;
        private volatile boolean ready = true;
        private volatile boolean hasFile = true;

        Node(String name) {
            open = serving(() -> 200, name);
            answer(open, "/assets/", () -> hasFile ? 200 : 404, name);
            // As /ready?not-ready=404 does.
            management = serving(() -> ready ? 200 : 404, "");
        }

        private interface Status {
            int now();
        }

        private static HttpServer serving(Status status, String body) {
            try {
                HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
                answer(server, "/", status, body);
                server.start();
                return server;
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }

        private static void answer(HttpServer server, String path, Status status, String body) {
            server.createContext(path, exchange -> {
                byte[] bytes = ("\"" + body + "\"").getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().add("Content-Type", "application/json");
                exchange.sendResponseHeaders(status.now(), bytes.length);
                exchange.getResponseBody().write(bytes);
                exchange.close();
            });
        }

        void stop() {
            open.stop(0);
            management.stop(0);
        }
    }

    @BeforeEach
    void start() {
        Map<String, String> addresses = new LinkedHashMap<>();
        for (int i = 0; i < nodes.size(); i++) {
            String open = "127.0.0.1:" + nodes.get(i).open.getAddress().getPort();
            String host = "node" + (i + 1) + ":8080";
            int management = nodes.get(i).management.getAddress().getPort();
            addresses.put(host + " check port 8081", open + " check port " + management);
            addresses.put(host + " backup", open + " backup");
            addresses.put(host + " track", open + " track");
        }
        proxy = ReverseProxy.startBefore(addresses);
        awaitOnly("1", "2", "3");
    }

    @AfterEach
    void stop() {
        if (proxy != null) {
            proxy.close();
        }
        nodes.forEach(Node::stop);
    }

    @Test
    void onlyReadyNodesGetRequestsUnlessNoneIs() {
        nodes.get(1).ready = false;
        awaitOnly("1", "3");
        nodes.get(0).ready = false;
        nodes.get(2).ready = false;
        awaitOnly("1", "2", "3");
        nodes.get(1).ready = true;
        awaitOnly("2");
    }

    @Test
    void aNodeThatIsGoneCostsNoRequest() {
        nodes.get(0).stop();
        Set<String> served = new TreeSet<>();
        for (int request = 0; request < 30; request++) {
            ApiResponse response = request();
            assertThat(response.status()).isEqualTo(200);
            served.add(response.body().asText());
        }
        assertThat(served).containsExactly("2", "3");
    }

    @Test
    void aFileThatSomeNodesDoNotHaveComesFromAnother() {
        nodes.get(0).hasFile = false;
        nodes.get(2).hasFile = false;
        for (int request = 0; request < 12; request++) {
            ApiResponse response = file();
            assertThat(response.status()).isEqualTo(200);
            assertThat(response.body().asText()).isEqualTo("2");
        }
        nodes.get(1).hasFile = false;
        assertThat(file().status()).as("nobody has it").isEqualTo(404);
    }

    @Test
    void filesComeFromReadyNodesUnlessNoneIs() {
        nodes.get(0).ready = false;
        nodes.get(1).ready = false;
        awaitOnly("3");
        for (int request = 0; request < 6; request++) {
            assertThat(file().body().asText()).isEqualTo("3");
        }
        nodes.get(2).ready = false;
        awaitOnly("1", "2", "3");
        assertThat(file().status()).isEqualTo(200);
    }

    private ApiResponse file() {
        return ApiClient.behindProxy(proxy.port()).get("/assets/A1/main.js");
    }

    /** Waits until a dozen requests in a row get to all of these nodes and to no other. */
    private void awaitOnly(String... names) {
        Await.until("requests go to " + String.join(", ", names), () -> {
            Set<String> served = new TreeSet<>();
            for (int request = 0; request < 12; request++) {
                served.add(request().body().asText());
            }
            return served.equals(Set.of(names));
        });
    }

    private ApiResponse request() {
        return ApiClient.behindProxy(proxy.port()).get("/health");
    }
}
