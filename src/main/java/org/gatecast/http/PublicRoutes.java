package org.gatecast.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.gatecast.bus.Calls;
import org.gatecast.bus.StoreCommand.ImageRead;
import org.gatecast.bus.StoreCommand.ReadImage;
import org.gatecast.model.ErrorCode;
import org.gatecast.model.EventId;
import org.gatecast.model.GateStatistics;
import org.gatecast.model.KeyValidity;
import org.gatecast.model.Official;
import org.gatecast.model.OnCourseEntry;
import org.gatecast.model.RaceId;
import org.gatecast.model.RefusedException;
import org.gatecast.picture.AggregatedCategory;
import org.gatecast.picture.EventPicture;
import org.gatecast.picture.PublicJson;
import org.gatecast.picture.RaceTable;

/** What everybody may read (contract section 2): no key, any origin, drafts invisible, no SQL. */
final class PublicRoutes {
    private static final String EVENTS = "/api/v1/events";
    /** All categories that a table does not have are answered alike. */
    private static final Object UNKNOWN_CATEGORY = new Object();

    private static final Comparator<EventPicture> LATEST_START_FIRST = Comparator.comparing(
                    PublicRoutes::start, Comparator.nullsFirst(Comparator.<Instant>naturalOrder()))
            .reversed()
            .thenComparing(picture -> picture.meta().eventId());

    private final HttpVerticle.Shared shared;
    private final Calls calls;

    PublicRoutes(HttpVerticle.Shared shared, Calls calls) {
        this.shared = shared;
        this.calls = calls;
    }

    void mountOn(Area area) {
        read(area, EVENTS, this::events);
        read(area, EVENTS + "/:event", this::detail);
        read(area, EVENTS + "/:event/results/:race", this::results);
        read(area, EVENTS + "/:event/startlist/:race", this::startlist);
        read(area, EVENTS + "/:event/oncourse", this::oncourse);
        read(area, EVENTS + "/:event/categories", this::categories);
        read(area, EVENTS + "/:event/officials", this::officials);
        read(area, EVENTS + "/:event/gate-statistics", this::gateStatistics);
        read(area, EVENTS + "/:event/image", this::image);
        read(area, "/health", ctx -> Json.answer(ctx, 200, new JsonObject().put("status", "ok")));
    }

    private static void read(Area area, String path, Handler<RoutingContext> handler) {
        Routes.at(area, path)
                .get(ctx -> {
                    ctx.response()
                            .putHeader("Access-Control-Allow-Origin", "*")
                            .putHeader("Access-Control-Expose-Headers", "ETag");
                    handler.handle(ctx);
                })
                .on(HttpMethod.OPTIONS, PublicRoutes::preflight)
                .elseRefuse();
    }

    private static void preflight(RoutingContext ctx) {
        ctx.response()
                .setStatusCode(204)
                .putHeader("Access-Control-Allow-Origin", "*")
                .putHeader("Access-Control-Allow-Methods", "GET, HEAD")
                .putHeader("Access-Control-Allow-Headers", "If-None-Match")
                .putHeader("Access-Control-Max-Age", "86400")
                .end();
    }

    private void events(RoutingContext ctx) {
        Collection<EventPicture> all = shared.pictures().all();
        shared.cache()
                .get(
                        "events",
                        all,
                        () -> PublicJson.document(json -> {
                            json.writeStartObject();
                            json.writeArrayFieldStart("events");
                            for (EventPicture picture : all.stream()
                                    .filter(picture -> picture.meta().status().isPublic())
                                    .sorted(LATEST_START_FIRST)
                                    .toList()) {
                                PublicJson.eventSummary(json, picture.meta());
                            }
                            json.writeEndArray();
                            json.writeEndObject();
                        }))
                .answer(ctx.request());
    }

    private void detail(RoutingContext ctx) {
        EventPicture picture = picture(ctx);
        shared.cache()
                .get(
                        key(picture, "detail"),
                        picture,
                        () -> PublicJson.document(json -> PublicJson.eventDetail(json, picture)))
                .answer(ctx.request());
    }

    private void results(RoutingContext ctx) {
        EventPicture picture = picture(ctx);
        RaceTable table = table(ctx, picture);
        String category = ctx.queryParams().get("catId");
        boolean detailed = Objects.equals("true", ctx.queryParams().get("detailed"));
        boolean known = category == null
                || picture.categories().stream().anyMatch(c -> c.catId().equals(category));
        Object key = key(picture, "results", table.race().raceId(), known ? category : UNKNOWN_CATEGORY, detailed);
        shared.cache()
                .get(key, table, () -> PublicJson.document(json -> PublicJson.results(json, table, category, detailed)))
                .answer(ctx.request());
    }

    private void startlist(RoutingContext ctx) {
        EventPicture picture = picture(ctx);
        RaceTable table = table(ctx, picture);
        shared.cache()
                .get(
                        key(picture, "startlist", table.race().raceId()),
                        table,
                        () -> PublicJson.document(json -> PublicJson.startlist(json, table)))
                .answer(ctx.request());
    }

    private void oncourse(RoutingContext ctx) {
        EventPicture picture = picture(ctx);
        List<OnCourseEntry> riders = shared.onCourse().of(picture.meta().eventId());
        list(ctx, picture, "oncourse", riders, json -> PublicJson.oncourse(json, riders));
    }

    private void categories(RoutingContext ctx) {
        EventPicture picture = picture(ctx);
        List<AggregatedCategory> categories = picture.categories();
        list(ctx, picture, "categories", categories, json -> PublicJson.categories(json, categories));
    }

    private void officials(RoutingContext ctx) {
        EventPicture picture = picture(ctx);
        List<Official> officials = picture.officials();
        list(ctx, picture, "officials", officials, json -> PublicJson.officials(json, officials));
    }

    private void gateStatistics(RoutingContext ctx) {
        EventPicture picture = picture(ctx);
        List<GateStatistics> statistics = picture.gateStatistics();
        list(ctx, picture, "gateStatistics", statistics, json -> PublicJson.gateStatistics(json, statistics));
    }

    /**
     * Answers an object of one list.
     *
     * @param part writes {@code list}, whose identity tells whether an answer made before is still good
     */
    private void list(RoutingContext ctx, EventPicture picture, String name, List<?> list, PublicJson.Part part) {
        shared.cache()
                .get(
                        key(picture, name),
                        list,
                        () -> PublicJson.document(json -> {
                            json.writeStartObject();
                            json.writeFieldName(name);
                            part.writeTo(json);
                            json.writeEndObject();
                        }))
                .answer(ctx.request());
    }

    private void image(RoutingContext ctx) {
        EventPicture picture = picture(ctx);
        EventId eventId = picture.meta().eventId();
        if (picture.meta().imageType() == null) {
            throw new RefusedException(ErrorCode.NotFound, "Event " + eventId + " has no image.");
        }
        String key = picture.meta().generation() + "/" + picture.meta().image().version();
        Encoded known = shared.cache().image(key);
        if (known != null) {
            known.answer(ctx.request());
            return;
        }
        calls.store(new ReadImage(eventId))
                .map(ImageRead::image)
                .map(image -> {
                    Encoded encoded = Encoded.kept(image.mediaType(), "public, max-age=3600", image.bytes());
                    shared.cache().keepImage(key, encoded);
                    encoded.answer(ctx.request());
                    return encoded;
                })
                .onFailure(ctx::fail);
    }

    private EventPicture picture(RoutingContext ctx) {
        String id = ctx.pathParam("event");
        return (EventId.isValid(id) ? shared.pictures().findPublic(new EventId(id)) : Optional.<EventPicture>empty())
                .orElseThrow(() -> new RefusedException(ErrorCode.NotFound, "There is no such event."));
    }

    private static RaceTable table(RoutingContext ctx, EventPicture picture) {
        String race = ctx.pathParam("race");
        RaceTable table = race.isBlank() ? null : picture.tables().get(new RaceId(race));
        if (table == null) {
            throw new RefusedException(
                    ErrorCode.NotFound, "Event " + picture.meta().eventId() + " has no such race.");
        }
        return table;
    }

    /** Parts may be {@code null}, and none is taken for another's text. */
    private static Object key(EventPicture picture, Object... parts) {
        List<Object> key = new ArrayList<>(Arrays.asList(parts));
        key.add(picture.meta().generation());
        return key;
    }

    private static Instant start(EventPicture picture) {
        return KeyValidity.instant(picture.meta().details().startDate(), 0);
    }
}
