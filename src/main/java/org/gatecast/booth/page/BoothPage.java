package org.gatecast.booth.page;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import org.gatecast.canoe123.export.ExportCheck;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves the operator's page on the loopback interface. Confined to one event loop. */
public final class BoothPage {
    private static final Logger LOG = LoggerFactory.getLogger(BoothPage.class);
    private static final String LOOPBACK = "127.0.0.1";
    private static final String JSON = "application/json; charset=utf-8";
    private static final int MAX_JSON_BYTES = 16 << 10;
    private static final int IDLE_SECONDS = 60;
    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int LENGTH_REQUIRED = 411;
    private static final int TOO_LARGE = 413;
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
            + " img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final Vertx vertx;
    private final BoothControls controls;
    private final Map<String, PageFile> files;
    private HttpServer server;

    private record PageFile(String mediaType, Buffer content) {}

    private BoothPage(Vertx vertx, BoothControls controls, Map<String, PageFile> files) {
        this.vertx = vertx;
        this.controls = controls;
        this.files = files;
    }

    /** Reads the page from the jar; blocks. */
    public static BoothPage load(Vertx vertx, BoothControls controls) {
        Map<String, PageFile> files = new TreeMap<>();
        files.put("/", file("page.html", "text/html; charset=utf-8"));
        files.put("/page.js", file("page.js", "text/javascript; charset=utf-8"));
        files.put("/page.css", file("page.css", "text/css; charset=utf-8"));
        files.put("/icon.svg", file("icon.svg", "image/svg+xml"));
        files.put("/texts.en.json", file("texts.en.json", JSON));
        files.put("/texts.cs.json", file("texts.cs.json", JSON));
        return new BoothPage(vertx, controls, files);
    }

    private static PageFile file(String name, String mediaType) {
        try (InputStream in = BoothPage.class.getResourceAsStream("/booth/" + name)) {
            return new PageFile(mediaType, Buffer.buffer(in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Listens.
     *
     * @param port 0 for any free one
     * @return completes with the page's address
     */
    public Future<String> listen(int port) {
        HttpServerOptions options =
                new HttpServerOptions().setIdleTimeout(IDLE_SECONDS).setHttp2ClearTextEnabled(false);
        return vertx.createHttpServer(options)
                .requestHandler(this::handle)
                .listen(port, LOOPBACK)
                .map(listening -> {
                    server = listening;
                    return "http://" + LOOPBACK + ":" + listening.actualPort() + "/";
                });
    }

    /** Called once, also if the page does not listen. */
    public Future<Void> close() {
        return server == null ? Future.succeededFuture() : server.close();
    }

    private void handle(HttpServerRequest request) {
        HttpServerResponse response = request.response()
                .putHeader("Cache-Control", "no-store")
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("Cross-Origin-Resource-Policy", "same-origin")
                .putHeader("Content-Security-Policy", POLICY);
        boolean reads = request.method().equals(HttpMethod.GET);
        boolean isOwn = OriginCheck.isOwn(
                !reads,
                request.getHeader("Host"),
                request.getHeader("Origin"),
                request.getHeader("Sec-Fetch-Site"),
                request.localAddress().port());
        if (!isOwn) {
            refuse(request, FORBIDDEN, "This address is for the booth's own page on this machine.");
        } else if (reads && request.path().equals("/state")) {
            response.putHeader("Content-Type", JSON)
                    .end(StateJson.of(controls.view()).toBuffer());
        } else if (reads && files.containsKey(request.path())) {
            PageFile file = files.get(request.path());
            response.putHeader("Content-Type", file.mediaType).end(file.content);
        } else if (request.method().equals(HttpMethod.POST)) {
            change(request);
        } else {
            refuse(request, NOT_FOUND, "There is nothing at this address.");
        }
    }

    private void change(HttpServerRequest request) {
        switch (request.path()) {
            case "/setup" -> withJson(request, this::setUp);
            case "/status" -> withJson(request, json -> controls.changeStatus(String.valueOf(json.getValue("status"))));
            case "/automatic" ->
                withJson(request, json -> controls.automatic(Boolean.TRUE.equals(json.getValue("on"))));
            case "/export" -> withBody(request, ExportCheck.MAX_BYTES, body -> controls.upload(body.getBytes()));
            case "/retry" ->
                withBody(request, MAX_JSON_BYTES, body -> {
                    controls.retryNow();
                    return Future.succeededFuture();
                });
            default -> refuse(request, NOT_FOUND, "There is nothing at this address.");
        }
    }

    private Future<Void> setUp(JsonObject json) {
        return controls.setUp(SetupBody.read(json, controls.view().setup()));
    }

    @FunctionalInterface
    private interface Change<T> {
        /** Fails or throws with a sentence in the message. */
        Future<Void> apply(T body);
    }

    private static void withJson(HttpServerRequest request, Change<JsonObject> change) {
        withBody(request, MAX_JSON_BYTES, body -> change.apply(new JsonObject(body)));
    }

    private static void withBody(HttpServerRequest request, int maxBytes, Change<Buffer> change) {
        String length = request.getHeader("Content-Length");
        if (length == null || !length.matches("\\d{1,9}")) {
            refuse(request, LENGTH_REQUIRED, "The length of the body is missing.");
            return;
        }
        if (Integer.parseInt(length) > maxBytes) {
            refuse(request, TOO_LARGE, "It is longer than " + maxBytes + " bytes.");
            return;
        }
        request.body()
                .compose(change::apply)
                .onSuccess(done -> request.response().setStatusCode(204).end())
                .onFailure(failure -> {
                    LOG.debug("The page's request {} was not carried out", request.path(), failure);
                    boolean unreadable = failure instanceof DecodeException;
                    refuse(request, BAD_REQUEST, unreadable ? "This is no JSON." : sentence(failure));
                });
    }

    private static String sentence(Throwable failure) {
        return failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }

    private static void refuse(HttpServerRequest request, int status, String message) {
        if (request.response().closed()) {
            return;
        }
        if (!request.isEnded()) {
            // The rest of the body is not read.
            request.response().putHeader("Connection", "close");
        }
        request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", JSON)
                .end(new JsonObject().put("message", message).toBuffer());
    }
}
