package org.gatecast.broadcast;

import java.util.List;
import org.gatecast.model.RaceId;
import org.gatecast.snapshot.EventSnapshot;
import org.gatecast.snapshot.PublicJson;
import org.gatecast.snapshot.ResultRow;

/** How many bytes of JSON the messages to spectators take, as the broadcaster encodes them. */
public final class MessageSizes {
    private MessageSizes() {}

    /** A {@code diff} with rows of one race. */
    public static int diff(EventSnapshot snapshot, RaceId race, List<ResultRow> rows) {
        return MessageJson.results(Cursor.of(snapshot), race, MessageJson.part(json -> PublicJson.rows(json, rows)))
                .length();
    }

    /** A {@code full} with the tables and start lists of some races, while nobody is on course. */
    public static int full(EventSnapshot snapshot, RaceId... races) {
        return new FullMessages(snapshot)
                .of(Subscription.to(List.of(races)), List.of())
                .length();
    }
}
