package org.gatecast.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gatecast.testing.ApiClient;

/**
 * Serves the source modules of the pages and nothing else. A test can call a function of a module in the browser without a
 * page around it.
 */
final class ModuleServer implements AutoCloseable {
    private static final Path SOURCES = Path.of("src/main/web");
    private static final String EMPTY_PAGE = "<!doctype html><title>modules</title>";

    private final HttpServer server;

    /** Listens on a free port of the loopback interface. */
    ModuleServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", ModuleServer::respond);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /**
     * Calls a function of a module and returns its result.
     *
     * @param page a page that was opened on {@link #port}
     * @param module its path under {@code src/main/web}
     * @param arguments values that JSON can express
     */
    static JsonNode call(BrowserPage page, String module, String function, Object... arguments) {
        String response = (String) page.scriptToCome(
                """
                const [module, name, args, done] = arguments;
                import('/' + module)
                  .then(found => done(JSON.stringify(found[name](...JSON.parse(args))) ?? 'null'))
                  .catch(failure => done('failed: ' + failure));
                """,
                module,
                function,
                ApiClient.MAPPER.valueToTree(arguments).toString());
        if (response.startsWith("failed")) {
            throw new AssertionError(module + " " + function + " " + response);
        }
        return ApiClient.parse(response);
    }

    private static void respond(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        byte[] body = path.endsWith(".js") ? source(path) : EMPTY_PAGE.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", path.endsWith(".js") ? "text/javascript" : "text/html");
        exchange.sendResponseHeaders(body == null ? 404 : 200, body == null ? -1 : body.length);
        if (body != null) {
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        }
        exchange.close();
    }

    private static byte[] source(String path) throws IOException {
        Path file = SOURCES.resolve(path.substring(1)).normalize();
        return file.startsWith(SOURCES) && Files.exists(file) ? Files.readAllBytes(file) : null;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
