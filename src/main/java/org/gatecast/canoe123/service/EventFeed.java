package org.gatecast.canoe123.service;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gatecast.canoe123.export.ExportLocation;
import org.gatecast.canoe123.export.ExportWatch;
import org.gatecast.canoe123.push.CallSender;
import org.gatecast.canoe123.push.DataKind;
import org.gatecast.canoe123.push.KeptData;
import org.gatecast.canoe123.push.PushLanes;
import org.gatecast.canoe123.push.PushListener;
import org.gatecast.canoe123.push.PushTimes;
import org.gatecast.canoe123.push.VenueClock;
import org.gatecast.canoe123.stream.OnCourseRider;
import org.gatecast.canoe123.stream.ResultTable;
import org.gatecast.canoe123.stream.StreamState;

/**
 * What goes into one event while it takes data. Nothing is kept on disk: after a restart Canoe123 sends its tables again, and the
 * export is read again. Confined to the verticle's context.
 */
final class EventFeed {
    private final Vertx vertx;
    private final String generation;
    private final PushLanes lanes;
    private ExportWatch exports;

    /** The lanes say in the log what they are refused. */
    private static final PushListener SILENT = new PushListener() {
        @Override
        public void keyRefused(String reason) {}

        @Override
        public void notNow() {}

        @Override
        public void refused(DataKind kind, String reason) {}
    };

    /**
     * @param generation of the event
     */
    EventFeed(Vertx vertx, String generation, CallSender sender, PushTimes times, Clock clock, VenueClock venueClock) {
        this.vertx = vertx;
        this.generation = generation;
        lanes = new PushLanes(vertx, sender, times, KeptData.NOTHING, clock, venueClock, SILENT);
    }

    String generation() {
        return generation;
    }

    /**
     * @param export the file to watch, if there is one
     * @param known what the stream has told so far
     */
    void start(Optional<Path> export, StreamState known) {
        known.tables().values().forEach(lanes::table);
        lanes.schedule(known.schedule());
        lanes.riders(known.riders());
        lanes.open();
        export.ifPresent(file -> {
            exports = new ExportWatch(vertx, ExportLocation.of(file), false, lanes::export);
            exports.start();
        });
    }

    void stop() {
        lanes.close();
        if (exports != null) {
            exports.stop();
        }
    }

    void table(ResultTable table) {
        lanes.table(table);
    }

    void schedule(Map<String, String> statuses) {
        lanes.schedule(statuses);
    }

    void riders(List<OnCourseRider> riders) {
        lanes.riders(riders);
    }

    void streamHeard() {
        lanes.streamHeard();
    }

    void imported() {
        lanes.imported();
    }

    void stateChanged() {
        lanes.stateChanged();
    }
}
