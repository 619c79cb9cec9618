package org.gatecast.booth.status;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.gatecast.booth.push.PushReport;
import org.gatecast.booth.push.PushReport.ServerState;
import org.gatecast.booth.push.RefusedCall;
import org.gatecast.canoe123.export.ExportReport;
import org.gatecast.canoe123.push.DataKind;
import org.gatecast.canoe123.push.LaneProblem;
import org.gatecast.canoe123.push.LastCall;

/** Each light in each of its states. */
public final class LightSamples {
    private static final Instant AT = Instant.parse("2026-06-20T10:00:00Z");
    private static final ExportReport FILE = new ExportReport(Path.of("export.xml"), null, false);
    private static final StreamReport STREAM =
            new StreamReport(StreamReport.State.RECEIVING, "10.0.0.5:27333", null, "10:34:11");

    private LightSamples() {}

    /**
     * One light in one state.
     *
     * @param light its name
     * @param push what the lights were made of; {@code null} before the booth is set up
     */
    public record Sample(String light, LightColor color, String sentence, Lights lights, PushReport push) {
        @Override
        public String toString() {
            return light + " " + color.id() + " " + sentence;
        }
    }

    /** Everything is well. */
    public static Lights receiving(String clock) {
        return lights(new StreamReport(StreamReport.State.RECEIVING, "10.0.0.5:27333", null, clock), FILE, good());
    }

    static Lights lost(String why) {
        return lights(new StreamReport(StreamReport.State.LOST, "10.0.0.5:27333", why, null), FILE, good());
    }

    /** What a pusher reports when everything is well. */
    public static PushReport good() {
        return push(ServerState.OPEN, null, 0, false, List.of(), accepted("K1M_BR1"), accepted(null), List.of());
    }

    public static List<Sample> all() {
        List<Sample> samples = new ArrayList<>();
        for (String light : List.of("canoe123", "export", "server", "result")) {
            samples.add(new Sample(light, LightColor.OFF, "setup.needed", Lights.notSetUp(), null));
        }
        canoe123(samples);
        export(samples);
        server(samples);
        result(samples);
        return samples;
    }

    private static void canoe123(List<Sample> samples) {
        stream(
                samples,
                LightColor.AMBER,
                "searching",
                new StreamReport(StreamReport.State.SEARCHING, null, null, null));
        stream(
                samples,
                LightColor.AMBER,
                "connecting",
                new StreamReport(StreamReport.State.CONNECTING, "pc:27333", null, null));
        stream(
                samples,
                LightColor.AMBER,
                "silent",
                new StreamReport(StreamReport.State.SILENT, "10.0.0.5:27333", null, null));
        stream(samples, LightColor.GREEN, "receiving", STREAM);
        stream(
                samples,
                LightColor.RED,
                "lost",
                new StreamReport(
                        StreamReport.State.LOST,
                        "10.0.0.5:27333",
                        "10.0.0.5:27333 has sent no time of day for 5 s",
                        null));
    }

    private static void stream(List<Sample> samples, LightColor color, String sentence, StreamReport stream) {
        samples.add(new Sample("canoe123", color, "canoe123." + sentence, lights(stream, FILE, good()), good()));
    }

    private static void export(List<Sample> samples) {
        PushReport nothing = push(ServerState.OPEN, null, 0, false, List.of(), null, null, List.of());
        PushReport waiting = push(ServerState.OPEN, null, 0, true, List.of(), null, null, List.of());
        PushReport delayed = push(
                ServerState.OPEN,
                null,
                0,
                true,
                List.of(new LaneProblem(false, DataKind.EXPORT, "503 The service is busy")),
                null,
                null,
                List.of());
        LastCall refusal = new LastCall(
                LastCall.Outcome.REFUSED, AT, "400 The export has no element Classes (line 3, column 9)", null, 0);
        PushReport refused = push(
                ServerState.OPEN,
                null,
                0,
                false,
                List.of(),
                null,
                refusal,
                List.of(new RefusedCall(AT, DataKind.EXPORT, refusal.reason())));
        exported(samples, LightColor.OFF, "none", ExportReport.NONE, nothing);
        exported(samples, LightColor.AMBER, "reading", FILE, nothing);
        exported(samples, LightColor.AMBER, "waiting", FILE, waiting);
        exported(samples, LightColor.AMBER, "delayed", FILE, delayed);
        exported(samples, LightColor.GREEN, "accepted", FILE, good());
        exported(samples, LightColor.RED, "refused", FILE, refused);
        exported(
                samples,
                LightColor.RED,
                "unusable",
                new ExportReport(Path.of("export.xml"), "it does not exist", false),
                good());
    }

    private static void exported(
            List<Sample> samples, LightColor color, String sentence, ExportReport file, PushReport push) {
        samples.add(new Sample("export", color, "export." + sentence, lights(STREAM, file, push), push));
    }

    private static void server(List<Sample> samples) {
        served(samples, LightColor.AMBER, "checking", at(ServerState.CHECKING, null));
        served(samples, LightColor.GREEN, "open", good());
        served(
                samples,
                LightColor.RED,
                "unreachable",
                at(ServerState.UNREACHABLE, "no connection: Connection refused: results.example.org/192.0.2.1:443"));
        served(
                samples,
                LightColor.RED,
                "failing",
                problem(new LaneProblem(false, DataKind.RESULTS, "503 The service is restarting")));
        served(
                samples,
                LightColor.AMBER,
                "notNow",
                problem(new LaneProblem(
                        true, DataKind.ONCOURSE, "403 Event E is startlist, which takes no oncourse data")));
        served(
                samples,
                LightColor.RED,
                "keyRefused",
                at(ServerState.KEY_REFUSED, "401 The key in X-API-Key is unknown"));
        served(samples, LightColor.RED, "givenUp", at(ServerState.GIVEN_UP, "401 The key in X-API-Key is unknown"));
        served(samples, LightColor.AMBER, "official", at(ServerState.OFFICIAL, null));
    }

    private static void served(List<Sample> samples, LightColor color, String sentence, PushReport push) {
        samples.add(new Sample("server", color, "server." + sentence, lights(STREAM, FILE, push), push));
    }

    private static PushReport at(ServerState state, String reason) {
        return push(state, reason, 0, false, List.of(), null, null, List.of());
    }

    private static PushReport problem(LaneProblem problem) {
        return push(ServerState.OPEN, null, 3, false, List.of(problem), accepted("K1M_BR1"), accepted(null), List.of());
    }

    private static void result(List<Sample> samples) {
        LastCall ignored = new LastCall(LastCall.Outcome.IGNORED, AT, null, "K1M_BR1", 12);
        LastCall refused = new LastCall(LastCall.Outcome.REFUSED, AT, "413 The body is too large", "K1M_BR1", 12);
        RefusedCall call = new RefusedCall(AT, DataKind.RESULTS, refused.reason());
        PushReport waiting =
                push(ServerState.UNREACHABLE, "no connection", 214, false, List.of(), null, null, List.of());
        resulted(samples, LightColor.OFF, "none", at(ServerState.OPEN, null));
        resulted(samples, LightColor.AMBER, "waiting", waiting);
        resulted(samples, LightColor.GREEN, "accepted", good());
        resulted(samples, LightColor.AMBER, "ignored", after(ignored, List.of()));
        resulted(samples, LightColor.RED, "refused", after(refused, List.of(call)));
    }

    private static PushReport after(LastCall results, List<RefusedCall> refused) {
        return push(ServerState.OPEN, null, 0, false, List.of(), results, accepted(null), refused);
    }

    private static void resulted(List<Sample> samples, LightColor color, String sentence, PushReport push) {
        samples.add(new Sample("result", color, "result." + sentence, lights(STREAM, FILE, push), push));
    }

    private static LastCall accepted(String raceId) {
        return new LastCall(LastCall.Outcome.ACCEPTED, AT, null, raceId, raceId == null ? 0 : 1);
    }

    private static Lights lights(StreamReport stream, ExportReport file, PushReport push) {
        return Lights.of(stream, file, push, ZoneOffset.UTC);
    }

    private static PushReport push(
            ServerState state,
            String reason,
            int waitingRows,
            boolean exportWaiting,
            List<LaneProblem> problems,
            LastCall results,
            LastCall export,
            List<RefusedCall> refused) {
        boolean isKnown = state == ServerState.OPEN;
        return new PushReport(
                state,
                reason,
                isKnown ? "running" : null,
                isKnown ? List.of("finished") : List.of(),
                isKnown ? 42 : null,
                isKnown ? 35L : null,
                waitingRows > 0 ? 2 : 0,
                waitingRows,
                exportWaiting,
                problems,
                results,
                export,
                refused);
    }
}
