package org.gatecast.http.pages;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.function.Function;
import org.gatecast.http.server.EncodedResponse;
import org.gatecast.http.server.RouteBuilder;
import org.gatecast.http.server.RouteGroup;
import org.gatecast.model.ErrorCode;
import org.gatecast.model.RefusedException;

/** The API documents and a page to read them. */
public final class DocsRoutes {
    private static final String DOCS = "/api/docs";
    /** The viewer sets inline styles. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
            + " img-src 'self' data:; connect-src 'self'; base-uri 'self'; form-action 'none'; frame-ancestors 'none'";

    private final Vertx vertx;
    /** Made with the first request, since it is large and rarely used. The bytes are shared by all event loops. */
    private Future<DocsContent> content;

    public DocsRoutes(Vertx vertx) {
        this.vertx = vertx;
    }

    public void mountOn(RouteGroup group) {
        file(group, DOCS, DocsContent::page);
        for (String name :
                List.of("openapi.yaml", "asyncapi.yaml", "quickstart.md", "close-codes.md", "result-list.xsd")) {
            file(group, DOCS + '/' + name, docs -> docs.document(name));
        }
        RouteBuilder.readOnly(
                group,
                DOCS + "/:hash/:file",
                ctx -> respond(ctx, docs -> docs.asset(ctx.request().path())));
    }

    private void file(RouteGroup group, String path, Function<DocsContent, EncodedResponse> file) {
        RouteBuilder.readOnly(group, path, ctx -> respond(ctx, file));
    }

    private void respond(RoutingContext ctx, Function<DocsContent, EncodedResponse> file) {
        if (content == null || content.failed()) {
            content = vertx.executeBlocking(DocsContent::shared, false);
        }
        content.onSuccess(docs -> {
                    EncodedResponse response = file.apply(docs);
                    if (response == null) {
                        ctx.fail(new RefusedException(ErrorCode.NotFound, "There is no such file; reload the page."));
                        return;
                    }
                    ctx.response().putHeader("Content-Security-Policy", POLICY);
                    response.send(ctx.request());
                })
                .onFailure(ctx::fail);
    }
}
