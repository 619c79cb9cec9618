package org.gatecast.http.pages;

import io.vertx.ext.web.RoutingContext;
import java.util.Objects;
import java.util.Optional;
import org.gatecast.model.RaceId;
import org.gatecast.snapshot.EventSnapshot;
import org.gatecast.snapshot.RaceTable;
import org.gatecast.snapshot.ResultRow;
import org.gatecast.snapshot.SnapshotRegistry;

/** Finds what a page's path names: the event, the race and the rider. Empty if there is none that is public. */
record PageSubject(SnapshotRegistry snapshots) {
    Optional<EventSnapshot> snapshot(RoutingContext ctx) {
        return snapshots.findPublic(ctx.pathParam("event"));
    }

    Optional<RaceTable> table(RoutingContext ctx, EventSnapshot snapshot) {
        String race = ctx.pathParam("race");
        return race.isBlank()
                ? Optional.empty()
                : Optional.ofNullable(snapshot.tables().get(new RaceId(race)));
    }

    Optional<ResultRow> row(RoutingContext ctx, RaceTable table) {
        String bib = ctx.pathParam("bib");
        return table.rows().stream()
                .filter(row ->
                        row.bib() != null && Objects.equals(bib, row.bib().toString()))
                .findFirst();
    }
}
