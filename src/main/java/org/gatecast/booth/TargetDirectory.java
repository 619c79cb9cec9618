package org.gatecast.booth;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;
import org.gatecast.booth.push.PushTarget;

/** The directory of what waits for one event of one server: it must never go to another. */
final class TargetDirectory {
    private TargetDirectory() {}

    static Path of(Path stateDirectory, PushTarget target) {
        String distinct = target.server() + '\n' + target.eventId();
        UUID digest = UUID.nameUUIDFromBytes(distinct.getBytes(StandardCharsets.UTF_8));
        return stateDirectory.resolve(target.eventId() + "-" + digest.toString().substring(0, 8));
    }
}
