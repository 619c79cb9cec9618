package org.gatecast.maintenance;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import org.gatecast.bus.MaintenanceRequest;
import org.gatecast.bus.MaintenanceRequest.Completed;
import org.gatecast.bus.MaintenanceRequest.Refused;
import org.gatecast.bus.MaintenanceRequest.RestoreAll;
import org.gatecast.bus.MaintenanceRequest.RestoreEvents;
import org.gatecast.store.StorageException;
import org.gatecast.store.StorageException.Reason;

/** The lines that a command and the service exchange. */
final class MaintenanceProtocol {
    private static final String RESTORE_ALL = "restore";
    private static final String RESTORE_EVENTS = "restoreEvent";
    private static final String REPLACE = "replace";

    private MaintenanceProtocol() {}

    static Path socket(Path database) {
        Path absolute = database.toAbsolutePath().normalize();
        return absolute.resolveSibling(absolute.getFileName() + ".sock");
    }

    static String line(MaintenanceRequest request) {
        if (request instanceof RestoreAll all) {
            return new JsonObject().put(RESTORE_ALL, all.backup().toString()).encode();
        }
        RestoreEvents events = (RestoreEvents) request;
        return new JsonObject()
                .put(RESTORE_EVENTS, events.archive().toString())
                .put(REPLACE, events.replace())
                .encode();
    }

    static MaintenanceRequest parse(String line) {
        JsonObject json = new JsonObject(line);
        return json.containsKey(RESTORE_ALL)
                ? new RestoreAll(Path.of(json.getString(RESTORE_ALL)))
                : new RestoreEvents(Path.of(json.getString(RESTORE_EVENTS)), json.getBoolean(REPLACE, false));
    }

    static JsonObject json(Object reply) {
        return reply instanceof Refused refused
                ? new JsonObject().put("trouble", refused.reason()).put("message", refused.message())
                : new JsonObject().put("done", ((Completed) reply).report());
    }

    /**
     * @throws StorageException if the service refused the command
     */
    static String report(String line) {
        JsonObject json = new JsonObject(line);
        if (json.containsKey("trouble")) {
            throw new StorageException(Reason.valueOf(json.getString("trouble")), json.getString("message"));
        }
        return json.getString("done");
    }
}
