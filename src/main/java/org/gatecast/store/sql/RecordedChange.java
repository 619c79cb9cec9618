package org.gatecast.store.sql;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gatecast.model.ParticipantId;
import org.gatecast.model.RaceId;
import org.gatecast.snapshot.VersionChange;

/**
 * What the store has recorded of a version of an event.
 *
 * @param results the participants whose results were changed, per race; empty if other rows were changed
 */
public record RecordedChange(VersionChange change, Optional<Map<RaceId, Set<ParticipantId>>> results) {}
