package org.gatecast.merge;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gatecast.model.EventState;
import org.gatecast.model.ParticipantId;
import org.gatecast.model.RaceId;
import org.gatecast.snapshot.ResultRow;

/** The ranked rows of one race, or of the two races of a best-run pair. Immutable. */
interface RankedTable {

    /** The races whose results it is made of. */
    List<RaceId> races();

    /** A race's public rows, in the table's order. */
    List<ResultRow> rowsOf(RaceId race);

    /**
     * The table after results changed and nothing else did.
     *
     * @param changed per race, whose results were added, changed or removed; races of other tables are ignored
     */
    RankedTable next(EventState before, EventState after, Map<RaceId, Set<ParticipantId>> changed);
}
