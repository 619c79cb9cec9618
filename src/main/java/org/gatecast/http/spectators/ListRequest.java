package org.gatecast.http.spectators;

import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import org.gatecast.lists.ListFormat;
import org.gatecast.lists.ListKind;
import org.gatecast.lists.ListWriter;
import org.gatecast.lists.RaceList;
import org.gatecast.model.ErrorCode;
import org.gatecast.model.RaceId;
import org.gatecast.model.RefusedException;
import org.gatecast.snapshot.EventSnapshot;
import org.gatecast.snapshot.RaceTable;
import org.gatecast.snapshot.SnapshotRegistry;

/** Reads what the address of a list or an archive names. */
final class ListRequest {
    private static final String UNKNOWN_CATEGORY = "?";

    private final SnapshotRegistry snapshots;

    ListRequest(SnapshotRegistry snapshots) {
        this.snapshots = snapshots;
    }

    /** A list, and what it is made of now. */
    record Wanted(ListCache.Key key, RaceList.Source source) {}

    /**
     * The list that a request asks for.
     *
     * @throws RefusedException if there is none
     */
    Wanted list(RoutingContext ctx) {
        EventSnapshot snapshot = event(ctx);
        String race = ctx.pathParam("race");
        RaceTable table = race.isBlank() ? null : snapshot.tables().get(new RaceId(race));
        if (table == null) {
            throw new RefusedException(
                    ErrorCode.NotFound, "Event " + snapshot.meta().eventId() + " has no such race.");
        }
        String file = ctx.pathParam("list");
        int dot = file.lastIndexOf('.');
        Optional<ListKind> kind =
                ListKind.of(file.substring(0, Math.max(0, dot)), table.race().raceType());
        Optional<ListFormat> format = ListFormat.of(file.substring(dot + 1));
        if (dot < 0 || kind.isEmpty() || format.isEmpty()) {
            throw new RefusedException(
                    ErrorCode.NotFound,
                    "The race has no such list. Lists are start, results, and run-1 and run-2 of two runs, each as"
                            + " .html, .pdf, .csv, .xlsx and .xml.");
        }
        return new Wanted(
                new ListCache.Key(
                        snapshot.meta().generation(),
                        table.race().raceId(),
                        kind.get(),
                        category(ctx, snapshot),
                        format.get(),
                        language(ctx)),
                RaceList.Source.of(snapshot, table));
    }

    /** @throws RefusedException if there is none, or if it is a draft */
    EventSnapshot event(RoutingContext ctx) {
        return snapshots
                .findPublic(ctx.pathParam("event"))
                .orElseThrow(() -> new RefusedException(ErrorCode.NotFound, "There is no such event."));
    }

    /** All unknown categories are one without a rider, so that clients cannot make lists without end. */
    private static String category(RoutingContext ctx, EventSnapshot snapshot) {
        String catId = ctx.queryParams().get("catId");
        return catId == null
                        || snapshot.categories().stream()
                                .anyMatch(one -> one.catId().equals(catId))
                ? catId
                : UNKNOWN_CATEGORY;
    }

    /** The language of the query, {@code en} if it names none that there is. */
    static String language(RoutingContext ctx) {
        String language = ctx.queryParams().get("lang");
        return language != null && ListWriter.languages().contains(language)
                ? language
                : ListWriter.languages().get(0);
    }
}
