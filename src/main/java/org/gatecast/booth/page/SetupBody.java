package org.gatecast.booth.page;

import io.vertx.core.json.JsonObject;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.gatecast.booth.push.PushTarget;
import org.gatecast.booth.setup.BoothSetup;
import org.gatecast.booth.setup.ConnectionString;
import org.gatecast.canoe123.reader.HostPort;
import org.gatecast.canoe123.reader.StreamAddress;

/** Reads what the operator has entered: the connection string, or server, event and key; and what is read. */
final class SetupBody {
    private SetupBody() {}

    /**
     * @param before whose key is kept if the operator gives none for the same event
     * @throws IllegalArgumentException with a sentence, which does not contain the key
     */
    static BoothSetup read(JsonObject json, BoothSetup before) {
        String canoe123 = text(json, "canoe123");
        String export = text(json, "export");
        return new BoothSetup(
                target(json, before.target()),
                canoe123.isEmpty() ? null : HostPort.of(canoe123, StreamAddress.PORT),
                export.isEmpty() ? null : path(export),
                before.automatic());
    }

    private static PushTarget target(JsonObject json, PushTarget before) {
        String connection = text(json, "connection");
        if (!connection.isEmpty()) {
            return ConnectionString.read(connection);
        }
        String server = text(json, "server");
        String event = text(json, "event");
        String key = text(json, "key");
        if (!PushTarget.isEventId(event)) {
            throw new IllegalArgumentException("the event has an id of letters, digits, dots, hyphens and underscores");
        }
        boolean keepsKey = key.isEmpty() && before != null;
        PushTarget target = new PushTarget(server, event, keepsKey ? before.key() : key);
        if (keepsKey
                && (!target.server().equals(before.server())
                        || !target.eventId().equals(before.eventId()))) {
            throw new IllegalArgumentException("another event needs its own key");
        }
        if (!PushTarget.isKey(target.key())) {
            throw new IllegalArgumentException("the key is missing or has characters that no key has");
        }
        return target;
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("the export's path is none: " + e.getInput(), e);
        }
    }

    private static String text(JsonObject json, String name) {
        return json.getValue(name) instanceof String text ? text.strip() : "";
    }
}
