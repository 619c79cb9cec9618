package org.gatecast.http.spectators;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.gatecast.broadcast.OnCourseRegistry;
import org.gatecast.bus.BusClient;
import org.gatecast.bus.StoreCommand.ImageRead;
import org.gatecast.bus.StoreCommand.ReadImage;
import org.gatecast.http.server.EncodedResponse;
import org.gatecast.http.server.JsonResponses;
import org.gatecast.http.server.ResponseCache;
import org.gatecast.http.server.RouteBuilder;
import org.gatecast.http.server.RouteGroup;
import org.gatecast.model.ErrorCode;
import org.gatecast.model.EventId;
import org.gatecast.model.KeyValidity;
import org.gatecast.model.OnCourseEntry;
import org.gatecast.model.RaceId;
import org.gatecast.model.RefusedException;
import org.gatecast.snapshot.EventSnapshot;
import org.gatecast.snapshot.PublicJson;
import org.gatecast.snapshot.RaceTable;
import org.gatecast.snapshot.RiderList;
import org.gatecast.snapshot.RiderListCache;
import org.gatecast.snapshot.SnapshotRegistry;

/** Public reads (contract section 2): no key, any origin, no drafts. They need no SQL. */
public final class PublicRoutes {
    private static final String EVENTS = "/api/v1/events";
    /** All unknown categories share one response, and all unknown bibs. */
    private static final Object UNKNOWN = new Object();

    /** So many riders may be named in one request. */
    private static final int MAX_RIDERS = 100;

    private static final Comparator<EventSnapshot> LATEST_START_FIRST = Comparator.comparing(
                    PublicRoutes::startTime, Comparator.nullsFirst(Comparator.<Instant>naturalOrder()))
            .reversed()
            .thenComparing(snapshot -> snapshot.meta().eventId());

    private final SnapshotRegistry snapshots;
    private final OnCourseRegistry onCourse;
    private final ResponseCache responses;
    private final RiderListCache riders = new RiderListCache();
    private final BusClient bus;

    /** Writes a list of one part of an event. */
    @FunctionalInterface
    private interface ListWriter<T> {
        void write(JsonGenerator json, List<T> list) throws IOException;
    }

    public PublicRoutes(SnapshotRegistry snapshots, OnCourseRegistry onCourse, ResponseCache responses, BusClient bus) {
        this.snapshots = snapshots;
        this.onCourse = onCourse;
        this.responses = responses;
        this.bus = bus;
    }

    public void mountOn(RouteGroup group) {
        read(group, EVENTS, this::events);
        read(group, EVENTS + "/:event", this::detail);
        read(group, EVENTS + "/:event/results/:race", this::results);
        read(group, EVENTS + "/:event/startlist/:race", this::startlist);
        read(group, EVENTS + "/:event/riders", this::riders);
        read(group, EVENTS + "/:event/oncourse", list("oncourse", this::onCourse, PublicJson::oncourse));
        read(
                group,
                EVENTS + "/:event/categories",
                list("categories", EventSnapshot::categories, PublicJson::categories));
        read(group, EVENTS + "/:event/officials", list("officials", EventSnapshot::officials, PublicJson::officials));
        read(
                group,
                EVENTS + "/:event/gate-statistics",
                list("gateStatistics", EventSnapshot::gateStatistics, PublicJson::gateStatistics));
        read(group, EVENTS + "/:event/image", this::image);
        read(group, "/health", ctx -> JsonResponses.send(ctx, 200, new JsonObject().put("status", "ok")));
    }

    private static void read(RouteGroup group, String path, Handler<RoutingContext> handler) {
        RouteBuilder.at(group, path)
                .get(ctx -> {
                    allowAnyOrigin(ctx);
                    handler.handle(ctx);
                })
                .on(HttpMethod.OPTIONS, PublicRoutes::preflight)
                .otherwiseNotAllowed();
    }

    static void allowAnyOrigin(RoutingContext ctx) {
        ctx.response().putHeader("Access-Control-Allow-Origin", "*").putHeader("Access-Control-Expose-Headers", "ETag");
    }

    static void preflight(RoutingContext ctx) {
        ctx.response()
                .setStatusCode(204)
                .putHeader("Access-Control-Allow-Origin", "*")
                .putHeader("Access-Control-Allow-Methods", "GET, HEAD")
                .putHeader("Access-Control-Allow-Headers", "If-None-Match")
                .putHeader("Access-Control-Max-Age", "86400")
                .end();
    }

    private void events(RoutingContext ctx) {
        Collection<EventSnapshot> all = snapshots.all();
        send(ctx, "events", all, json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("events");
            for (EventSnapshot snapshot : all.stream()
                    .filter(snapshot -> snapshot.meta().status().isPublic())
                    .sorted(LATEST_START_FIRST)
                    .toList()) {
                PublicJson.eventSummary(json, snapshot.meta());
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private void detail(RoutingContext ctx) {
        EventSnapshot snapshot = snapshot(ctx);
        send(ctx, key(snapshot, "detail"), snapshot, json -> PublicJson.eventDetail(json, snapshot));
    }

    private void results(RoutingContext ctx) {
        EventSnapshot snapshot = snapshot(ctx);
        RaceTable table = table(ctx, snapshot);
        String category = ctx.queryParams().get("catId");
        boolean detailed = Objects.equals("true", ctx.queryParams().get("detailed"));
        boolean known = category == null
                || snapshot.categories().stream().anyMatch(c -> c.catId().equals(category));
        String bib = ctx.queryParams().get("bib");
        boolean knownBib = bib == null || table.rows().stream().anyMatch(row -> bib.equals(String.valueOf(row.bib())));
        Object key = key(
                snapshot,
                "results",
                table.race().raceId(),
                known ? category : UNKNOWN,
                knownBib ? bib : UNKNOWN,
                detailed);
        send(ctx, key, table, json -> PublicJson.results(json, table, category, bib, detailed));
    }

    private void startlist(RoutingContext ctx) {
        EventSnapshot snapshot = snapshot(ctx);
        RaceTable table = table(ctx, snapshot);
        Object key = key(snapshot, "startlist", table.race().raceId());
        send(ctx, key, table, json -> PublicJson.startlist(json, table));
    }

    /** All riders are encoded once for each snapshot. A choice of riders is encoded each time: there are too many choices. */
    private void riders(RoutingContext ctx) {
        EventSnapshot snapshot = snapshot(ctx);
        List<String> chosen = ctx.queryParams().getAll("athleteId");
        if (chosen.isEmpty()) {
            send(ctx, key(snapshot, "riders"), snapshot, riders.of(snapshot)::writeTo);
            return;
        }
        if (chosen.size() > MAX_RIDERS) {
            throw new RefusedException(
                    ErrorCode.InvalidRequest, "At most " + MAX_RIDERS + " riders (athleteId) can be read at once.");
        }
        RiderList list = riders.of(snapshot).withOnly(Set.copyOf(chosen));
        EncodedResponse.uncached(
                        JsonResponses.TYPE,
                        "no-cache",
                        PublicJson.document(list::writeTo).toByteArray())
                .send(ctx.request());
    }

    private List<OnCourseEntry> onCourse(EventSnapshot snapshot) {
        return onCourse.of(snapshot.meta().eventId());
    }

    /** Sends an object with one list. */
    private <T> Handler<RoutingContext> list(
            String name, Function<EventSnapshot, List<T>> listOf, ListWriter<T> writer) {
        return ctx -> {
            EventSnapshot snapshot = snapshot(ctx);
            List<T> list = listOf.apply(snapshot);
            send(ctx, key(snapshot, name), list, json -> {
                json.writeStartObject();
                json.writeFieldName(name);
                writer.write(json, list);
                json.writeEndObject();
            });
        };
    }

    /**
     * @param source another object means that the response must be encoded again
     */
    private void send(RoutingContext ctx, Object key, Object source, PublicJson.Part part) {
        responses.get(key, source, () -> PublicJson.document(part)).send(ctx.request());
    }

    private void image(RoutingContext ctx) {
        EventSnapshot snapshot = snapshot(ctx);
        EventId eventId = snapshot.meta().eventId();
        if (snapshot.meta().imageType() == null) {
            throw new RefusedException(ErrorCode.NotFound, "Event " + eventId + " has no image.");
        }
        String generation = snapshot.meta().generation();
        long version = snapshot.meta().image().version();
        String key = generation + "/" + version;
        EncodedResponse known = responses.image(key);
        if (known != null) {
            known.send(ctx.request());
            return;
        }
        bus.store(new ReadImage(eventId, generation, version))
                .map(ImageRead::image)
                .map(image -> {
                    EncodedResponse response =
                            EncodedResponse.cached(image.mediaType(), "public, max-age=3600", image.bytes());
                    responses.putImage(key, response);
                    response.send(ctx.request());
                    return response;
                })
                .onFailure(ctx::fail);
    }

    private EventSnapshot snapshot(RoutingContext ctx) {
        return snapshots
                .findPublic(ctx.pathParam("event"))
                .orElseThrow(() -> new RefusedException(ErrorCode.NotFound, "There is no such event."));
    }

    private static RaceTable table(RoutingContext ctx, EventSnapshot snapshot) {
        String race = ctx.pathParam("race");
        RaceTable table = race.isBlank() ? null : snapshot.tables().get(new RaceId(race));
        if (table == null) {
            throw new RefusedException(
                    ErrorCode.NotFound, "Event " + snapshot.meta().eventId() + " has no such race.");
        }
        return table;
    }

    /** Parts may be {@code null}. Different parts never make equal keys. */
    private static Object key(EventSnapshot snapshot, Object... parts) {
        List<Object> key = new ArrayList<>(Arrays.asList(parts));
        key.add(snapshot.meta().generation());
        return key;
    }

    private static Instant startTime(EventSnapshot snapshot) {
        return KeyValidity.instant(snapshot.meta().details().startDate(), 0);
    }
}
