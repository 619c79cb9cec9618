package org.gatecast.booth.status;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.gatecast.booth.push.PushReport;
import org.gatecast.canoe123.export.ExportReport;
import org.gatecast.canoe123.push.DataKind;
import org.gatecast.canoe123.push.LaneProblem;
import org.gatecast.canoe123.push.LastCall;

/** The four lights. */
public record Lights(Light canoe123, Light export, Light server, Light result) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final String REASON = "reason";

    /** Before the operator has said where to push. */
    public static Lights notSetUp() {
        Light off = Light.of(LightColor.OFF, "setup.needed");
        return new Lights(off, off, off, off);
    }

    /**
     * @param zone in which times are shown
     */
    public static Lights of(StreamReport stream, ExportReport file, PushReport push, ZoneId zone) {
        return new Lights(canoe123(stream), export(file, push, zone), server(push), result(push, zone));
    }

    /** By the name that the page and the terminal use, in their order. */
    public Map<String, Light> byName() {
        Map<String, Light> lights = new LinkedHashMap<>();
        lights.put("canoe123", canoe123);
        lights.put("export", export);
        lights.put("server", server);
        lights.put("result", result);
        return lights;
    }

    private static Light canoe123(StreamReport stream) {
        return switch (stream.state()) {
            case SEARCHING -> Light.of(LightColor.AMBER, "canoe123.searching");
            case CONNECTING -> Light.of(LightColor.AMBER, "canoe123.connecting", "address", stream.address());
            case SILENT -> Light.of(LightColor.AMBER, "canoe123.silent", "address", stream.address());
            case RECEIVING ->
                new Light(
                        LightColor.GREEN,
                        "canoe123.receiving",
                        Map.of("address", stream.address(), "clock", stream.clock()));
            case LOST -> Light.of(LightColor.RED, "canoe123.lost", REASON, stream.why());
        };
    }

    private static Light export(ExportReport file, PushReport push, ZoneId zone) {
        LastCall last = push.export();
        boolean refused = last != null && last.outcome() == LastCall.Outcome.REFUSED;
        if (push.exportWaiting()) {
            return problemOf(push, DataKind.EXPORT)
                    .map(problem -> Light.of(LightColor.AMBER, "export.delayed", REASON, problem.reason()))
                    .orElse(Light.of(LightColor.AMBER, "export.waiting"));
        } else if (refused) {
            return Light.of(LightColor.RED, "export.refused", REASON, last.reason());
        } else if (file.problem() != null) {
            return new Light(
                    LightColor.RED,
                    "export.unusable",
                    Map.of("path", String.valueOf(file.path()), REASON, file.problem()));
        } else if (last != null) {
            return Light.of(LightColor.GREEN, "export.accepted", "at", time(last.at(), zone));
        } else if (file.path() == null) {
            return Light.of(LightColor.OFF, "export.none");
        }
        return Light.of(LightColor.AMBER, "export.reading", "path", file.path().toString());
    }

    private static Light server(PushReport push) {
        String reason = push.reason() == null ? "" : push.reason();
        return switch (push.server()) {
            case CHECKING -> Light.of(LightColor.AMBER, "server.checking");
            case UNREACHABLE -> Light.of(LightColor.RED, "server.unreachable", REASON, reason);
            case KEY_REFUSED -> Light.of(LightColor.RED, "server.keyRefused", REASON, reason);
            case GIVEN_UP -> Light.of(LightColor.RED, "server.givenUp", REASON, reason);
            case OFFICIAL -> Light.of(LightColor.AMBER, "server.official");
            case OPEN ->
                push.problems().stream()
                        .filter(problem -> !problem.notNow())
                        .findFirst()
                        .map(problem -> Light.of(LightColor.RED, "server.failing", REASON, problem.reason()))
                        .or(() -> push.problems().stream()
                                .findFirst()
                                .map(problem -> Light.of(LightColor.AMBER, "server.notNow", REASON, problem.reason())))
                        .orElse(Light.of(LightColor.GREEN, "server.open"));
        };
    }

    private static Light result(PushReport push, ZoneId zone) {
        LastCall last = push.results();
        boolean isStuck = push.server() != PushReport.ServerState.OPEN
                || problemOf(push, DataKind.RESULTS).isPresent();
        if (push.waitingRows() > 0 && isStuck) {
            return Light.of(LightColor.AMBER, "result.waiting", "rows", String.valueOf(push.waitingRows()));
        } else if (last == null) {
            return Light.of(LightColor.OFF, "result.none");
        }
        Map<String, String> values = Map.of(
                "race", last.raceId(), "at", time(last.at(), zone), REASON, last.reason() == null ? "" : last.reason());
        return switch (last.outcome()) {
            case ACCEPTED -> new Light(LightColor.GREEN, "result.accepted", values);
            case IGNORED -> new Light(LightColor.AMBER, "result.ignored", values);
            case REFUSED -> new Light(LightColor.RED, "result.refused", values);
        };
    }

    private static Optional<LaneProblem> problemOf(PushReport push, DataKind kind) {
        return push.problems().stream()
                .filter(problem -> problem.kind() == kind)
                .findFirst();
    }

    private static String time(Instant at, ZoneId zone) {
        return TIME.format(at.atZone(zone));
    }
}
