package org.gatecast.store;

import java.util.List;
import org.gatecast.model.EventState;
import org.gatecast.snapshot.VersionChange;

/**
 * An event as another process left it.
 *
 * @param versions what the versions up to this state changed, in order, as far as the store knows. They may begin late and
 *     have gaps
 */
public record FollowedEvent(EventState state, List<VersionChange> versions) {
    public FollowedEvent {
        versions = List.copyOf(versions);
    }

    /** The changes of all versions after {@code version}; empty if some are not known. */
    List<VersionChange> changesSince(long version) {
        List<VersionChange> since =
                versions.stream().filter(change -> change.version() > version).toList();
        for (int i = 0; i < since.size(); i++) {
            if (since.get(i).version() != version + 1 + i) {
                return List.of();
            }
        }
        return since.size() == state.meta().version() - version ? since : List.of();
    }
}
