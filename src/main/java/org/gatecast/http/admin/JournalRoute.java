package org.gatecast.http.admin;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.gatecast.bus.BusClient;
import org.gatecast.bus.StoreCommand.ReadJournal;
import org.gatecast.http.auth.KeyAuthorizer;
import org.gatecast.http.server.JsonResponses;
import org.gatecast.http.server.RouteBuilder;
import org.gatecast.http.server.RouteGroup;
import org.gatecast.ingest.calls.IngestTotals;
import org.gatecast.ingest.calls.RecentIngestCalls;
import org.gatecast.model.ErrorCode;
import org.gatecast.model.EventMeta;
import org.gatecast.model.IngestCall;
import org.gatecast.model.IngestSource;
import org.gatecast.model.JournalEntry;
import org.gatecast.model.Refusal;
import org.gatecast.model.RefusedException;
import org.gatecast.model.SkipReason;

/**
 * An event's ingest journal. Calls that changed something are read from disk, others from memory. They are ordered by the
 * event's version, since the clock may be set back.
 */
public final class JournalRoute {
    private static final int LIMIT = 100;
    /** Calls that changed nothing follow the call that made their version. */
    private static final Comparator<JournalEntry> NEWEST_FIRST = Comparator.comparingLong(JournalEntry::version)
            .reversed()
            .thenComparing(entry -> entry.outcome().isDurable());

    private final BusClient bus;
    private final KeyAuthorizer authorizer;
    private final RecentIngestCalls recentCalls;

    public JournalRoute(BusClient bus, KeyAuthorizer authorizer, RecentIngestCalls recentCalls) {
        this.bus = bus;
        this.authorizer = authorizer;
        this.recentCalls = recentCalls;
    }

    public void mountOn(RouteGroup group) {
        RouteBuilder.readOnly(group, AdminRoutes.EVENTS + "/:event/ingests", this::list);
    }

    private void list(RoutingContext ctx) {
        EventMeta event = authorizer.caller(ctx).event().meta();
        int limit = limit(ctx.queryParams().get("limit"));
        bus.store(new ReadJournal(event.eventId(), limit))
                .onSuccess(read -> {
                    List<JournalEntry> entries = new ArrayList<>(recentCalls.entries(event));
                    entries.addAll(read.entries());
                    entries.sort(NEWEST_FIRST);
                    JsonObject response = new JsonObject()
                            .put(
                                    "ingests",
                                    entries.stream()
                                            .limit(limit)
                                            .map(JournalRoute::json)
                                            .toList())
                            .put("sources", sources(event, read.entries()))
                            .put("oncourse", json(recentCalls.onCourse(event)));
                    JsonResponses.send(ctx, 200, response);
                })
                .onFailure(ctx::fail);
    }

    private static int limit(String text) {
        if (text == null) {
            return LIMIT;
        }
        if (!text.matches("[1-9][0-9]{0,5}")) {
            throw new RefusedException(ErrorCode.InvalidRequest, "limit must be a whole number from 1 to 999999.");
        }
        return Integer.parseInt(text);
    }

    private static JsonObject json(JournalEntry entry) {
        IngestCall call = entry.call();
        JsonObject json = new JsonObject()
                .put("at", call.at())
                .put("lastAt", entry.lastAt())
                .put("source", call.source().label())
                .put("calls", entry.calls())
                .put("bytes", call.bytes())
                .put("matched", call.matched())
                .put("changed", call.changed())
                .put("skipped", call.skipped())
                .put("outcome", entry.outcome().json())
                .put("durable", entry.outcome().isDurable());
        if (entry.refusal() != null) {
            json.put("error", entry.refusal().code().name())
                    .put("message", entry.refusal().message());
        }
        if (call.unreadable() > 0) {
            json.put("leftOut", call.unreadable());
        }
        if (!call.warnings().isEmpty()) {
            json.put("warnings", call.warnings());
        }
        return json;
    }

    /**
     * @param durable entries on disk, the newest first; the only ones of a source without calls since the start
     */
    private JsonObject sources(EventMeta event, List<JournalEntry> durable) {
        JsonObject sources = new JsonObject();
        for (IngestSource source : List.of(IngestSource.XML, IngestSource.RESULTS)) {
            Optional<JournalEntry> last = durable.stream()
                    .filter(entry -> entry.call().source() == source)
                    .findFirst();
            sources.put(source.label(), json(recentCalls.totals(event, source).orLast(last.orElse(null))));
        }
        return sources;
    }

    private static JsonObject json(IngestTotals totals) {
        JsonObject json = new JsonObject()
                .put("calls", totals.calls())
                .put("refused", totals.refused())
                .put("matched", totals.matched())
                .put("changed", totals.changed())
                .put("skipped", totals.skipped())
                .put("leftOut", totals.unreadable())
                .put("lastAt", totals.lastAt())
                .put(
                        "lastOutcome",
                        totals.lastOutcome() == null
                                ? null
                                : totals.lastOutcome().json());
        return withRefusal(json, totals.lastRefusal());
    }

    private static JsonObject json(RecentIngestCalls.OnCourse counts) {
        JsonObject because = new JsonObject();
        for (SkipReason why : SkipReason.values()) {
            because.put(why.json(), counts.skipped().getOrDefault(why, 0L));
        }
        JsonObject json = new JsonObject()
                .put("calls", counts.calls())
                .put("refused", counts.refused())
                .put("matched", counts.matched())
                .put("skipped", counts.allSkipped())
                .put("skippedBecause", because)
                .put("leftOut", counts.unreadable())
                .put("lastAt", counts.lastAt());
        if (!counts.warnings().isEmpty()) {
            json.put("warnings", counts.warnings());
        }
        return withRefusal(json, counts.lastRefusal());
    }

    private static JsonObject withRefusal(JsonObject json, Refusal refusal) {
        return refusal == null
                ? json
                : json.put("lastError", refusal.code().name()).put("lastMessage", refusal.message());
    }
}
