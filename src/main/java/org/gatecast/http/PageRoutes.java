package org.gatecast.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.gatecast.model.ErrorCode;
import org.gatecast.model.EventId;
import org.gatecast.model.RaceId;
import org.gatecast.model.RefusedException;
import org.gatecast.page.Assets;
import org.gatecast.page.Pages;
import org.gatecast.page.Reader;
import org.gatecast.picture.EventPicture;
import org.gatecast.picture.PictureBoard;
import org.gatecast.picture.RaceTable;

/** The pages people watch and work at, and the files they are made of. */
final class PageRoutes {
    private static final String HTML = "text/html; charset=utf-8";
    private static final String CHECKED = "no-cache";

    private final PageContent content;
    private final Pages pages;
    private final PictureBoard pictures;
    private final PagePolicy policy;

    PageRoutes(HttpVerticle.Shared shared) {
        content = shared.pages();
        pages = content.pages();
        pictures = shared.pictures();
        policy = new PagePolicy(shared.settings().page());
    }

    void mountOn(Area area) {
        page(area, "/", false, ctx -> Optional.of(pages.events(reader(ctx))));
        page(area, "/e/:event", false, ctx -> picture(ctx).map(picture -> pages.event(reader(ctx), picture)));
        page(area, "/e/:event/r/:race", false, this::race);
        page(area, "/e/:event/r/:race/:bib", false, this::rider);
        page(area, "/embed/e/:event/r/:race", true, this::race);
        page(area, "/admin", false, ctx -> Optional.of(pages.desk(reader(ctx))));
        file(area, "/manifest.webmanifest", ctx -> content.manifest());
        file(area, "/worker.js", ctx -> content.serviceWorker());
        file(
                area,
                Assets.ROOT + ":hash/:file",
                ctx -> content.asset(ctx.request().path()));
    }

    private void page(Area area, String path, boolean embedded, Function<RoutingContext, Optional<byte[]>> page) {
        Routes.at(area, path)
                .get(ctx -> {
                    policy.apply(ctx.response(), embedded);
                    Optional<byte[]> found = page.apply(ctx);
                    if (found.isEmpty()) {
                        ctx.response()
                                .setStatusCode(404)
                                .putHeader("Content-Type", HTML)
                                .putHeader("Cache-Control", "no-store")
                                .end(Buffer.buffer(pages.missing(reader(ctx))));
                        return;
                    }
                    ctx.response().putHeader("Vary", "Accept-Encoding, Accept-Language, Cookie");
                    Encoded.once(HTML, CHECKED, found.get()).answer(ctx.request());
                })
                .elseRefuse();
    }

    private void file(Area area, String path, Function<RoutingContext, Encoded> file) {
        Routes.at(area, path)
                .get(ctx -> {
                    Encoded encoded = file.apply(ctx);
                    if (encoded == null) {
                        throw new RefusedException(ErrorCode.NotFound, "There is no such file; reload the page.");
                    }
                    // A service worker may fetch only what the policy that it came with lets it.
                    policy.apply(ctx.response(), false);
                    encoded.answer(ctx.request());
                })
                .elseRefuse();
    }

    private Optional<byte[]> race(RoutingContext ctx) {
        return picture(ctx).flatMap(picture -> table(ctx, picture)
                .map(table -> pages.race(
                        reader(ctx), picture, table, ctx.queryParams().get("cat"))));
    }

    private Optional<byte[]> rider(RoutingContext ctx) {
        String bib = ctx.pathParam("bib");
        return picture(ctx).flatMap(picture -> table(ctx, picture).flatMap(table -> table.rows().stream()
                .filter(row ->
                        row.bib() != null && Objects.equals(bib, row.bib().toString()))
                .findFirst()
                .map(row -> pages.rider(reader(ctx), picture, table, row))));
    }

    private Optional<EventPicture> picture(RoutingContext ctx) {
        String id = ctx.pathParam("event");
        return EventId.isValid(id) ? pictures.findPublic(new EventId(id)) : Optional.empty();
    }

    private static Optional<RaceTable> table(RoutingContext ctx, EventPicture picture) {
        String race = ctx.pathParam("race");
        return race.isBlank()
                ? Optional.empty()
                : Optional.ofNullable(picture.tables().get(new RaceId(race)));
    }

    private Reader reader(RoutingContext ctx) {
        HttpServerRequest request = ctx.request();
        Cookie language = request.getCookie("lang");
        HostAndPort host = request.authority();
        return new Reader(
                language == null ? null : language.getValue(),
                request.getHeader("Accept-Language"),
                policy.origin(request.scheme(), host == null ? "localhost" : host.toString()),
                request.uri());
    }
}
