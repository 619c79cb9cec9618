package org.gatecast.maintenance;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import org.gatecast.bus.MaintenanceRequest;
import org.gatecast.bus.MaintenanceRequest.Completed;
import org.gatecast.bus.MaintenanceRequest.Refused;
import org.gatecast.bus.MaintenanceRequest.RestoreAll;
import org.gatecast.bus.MaintenanceRequest.RestoreEvent;
import org.gatecast.store.StorageException;
import org.gatecast.store.StorageException.Reason;

/** The lines that a command and the service exchange. */
final class MaintenanceProtocol {
    private static final String RESTORE_ALL = "restore";
    private static final String RESTORE_EVENT = "restoreEvent";

    private MaintenanceProtocol() {}

    static Path socket(Path database) {
        Path absolute = database.toAbsolutePath().normalize();
        return absolute.resolveSibling(absolute.getFileName() + ".sock");
    }

    static String line(MaintenanceRequest request) {
        JsonObject json = request instanceof RestoreAll all
                ? new JsonObject().put(RESTORE_ALL, all.backup().toString())
                : new JsonObject()
                        .put(RESTORE_EVENT, ((RestoreEvent) request).archive().toString());
        return json.encode();
    }

    static MaintenanceRequest parse(String line) {
        JsonObject json = new JsonObject(line);
        return json.containsKey(RESTORE_ALL)
                ? new RestoreAll(Path.of(json.getString(RESTORE_ALL)))
                : new RestoreEvent(Path.of(json.getString(RESTORE_EVENT)));
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
