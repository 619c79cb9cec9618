package org.gatecast.booth.page;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.gatecast.booth.push.PushReport;
import org.gatecast.booth.push.RefusedCall;
import org.gatecast.booth.setup.BoothSetup;
import org.gatecast.booth.status.Light;

/** The JSON that the page asks for. The key is never in it. */
final class StateJson {
    private StateJson() {}

    static JsonObject of(BoothView view) {
        JsonObject lights = new JsonObject();
        view.lights().byName().forEach((name, light) -> lights.put(name, json(light)));
        JsonObject json = new JsonObject()
                .put("setup", json(view.setup()))
                .put("lights", lights)
                .put("automatic", view.setup().automatic())
                .put("unreadable", view.unreadable());
        PushReport push = view.push();
        if (push == null) {
            return json.put("transitions", new JsonArray()).put("refused", new JsonArray());
        }
        JsonArray refused = new JsonArray();
        push.refused().forEach(call -> refused.add(json(call)));
        return json.put("status", push.eventStatus())
                .put("transitions", new JsonArray(push.transitions()))
                .put(
                        "waiting",
                        new JsonObject()
                                .put("rows", push.waitingRows())
                                .put("races", push.waitingRaces())
                                .put("export", push.exportWaiting()))
                .put("roundTripMillis", push.roundTripMillis())
                .put("spectators", push.spectators())
                .put("refused", refused);
    }

    private static JsonObject json(Light light) {
        return new JsonObject()
                .put("color", light.color().id())
                .put("sentence", light.sentence())
                .put("values", new JsonObject(Map.copyOf(light.values())));
    }

    private static JsonObject json(RefusedCall call) {
        return new JsonObject()
                .put("at", call.at().toString())
                .put("kind", call.kind().id())
                .put("reason", call.reason());
    }

    private static JsonObject json(BoothSetup setup) {
        JsonObject json = new JsonObject()
                .put(
                        "canoe123",
                        setup.canoe123() == null ? "" : setup.canoe123().toString())
                .put("export", setup.export() == null ? "" : setup.export().toString());
        return setup.target() == null
                ? json
                : json.put("server", setup.target().server())
                        .put("event", setup.target().eventId());
    }
}
