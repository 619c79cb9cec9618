package org.gatecast.canoe123.push;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.gatecast.canoe123.stream.OnCourseRider;
import org.gatecast.canoe123.stream.RiderKey;

/**
 * The riders on course. A call carries those that have changed, and those that the service would soon drop because it has not
 * heard of them. Nothing of this is kept on disk: a clock that is late is wrong. Names and clubs are the export's. Confined to
 * the pusher's event loop.
 */
final class OnCourseReport implements PushSource {
    /** As many as the service takes in one call. */
    private static final int MAX_RIDERS = 200;

    private final VenueClock venueClock;
    private final PushTimes times;
    private final LongSupplier nanoTime;
    private final Map<RiderKey, Accepted> accepted = new HashMap<>();
    private List<OnCourseRider> newest = List.of();
    private List<OnCourseRider> sent = List.of();
    private long sentAt;

    private record Accepted(OnCourseRider rider, long at) {}

    /**
     * @param nanoTime {@link System#nanoTime}
     */
    OnCourseReport(VenueClock venueClock, PushTimes times, LongSupplier nanoTime) {
        this.venueClock = venueClock;
        this.times = times;
        this.nanoTime = nanoTime;
        sentAt = nanoTime.getAsLong() - times.onCourse().toNanos();
    }

    @Override
    public DataKind kind() {
        return DataKind.ONCOURSE;
    }

    /** Takes all riders who are on course now; none if that is not known. */
    void offer(List<OnCourseRider> riders) {
        newest = riders;
        accepted.keySet().retainAll(riders.stream().map(OnCourseRider::key).toList());
    }

    @Override
    public PushCall next() {
        long now = nanoTime.getAsLong();
        if (now - sentAt < times.onCourse().toNanos()) {
            return null;
        }
        List<OnCourseRider> next = new ArrayList<>();
        for (OnCourseRider rider : newest) {
            if (next.size() < MAX_RIDERS && isDue(rider, now)) {
                next.add(rider);
            }
        }
        if (next.isEmpty()) {
            return null;
        }
        sent = next;
        sentAt = now;
        JsonArray riders = new JsonArray();
        next.forEach(rider -> riders.add(json(rider)));
        return PushCall.json(
                "/api/v1/ingest/oncourse",
                new JsonObject().put("oncourse", riders).put("primary", true).encode(),
                times.liveResponse());
    }

    private boolean isDue(OnCourseRider rider, long now) {
        Accepted before = accepted.get(rider.key());
        return before == null
                || !before.rider.equals(rider)
                || now - before.at >= times.refresh().toNanos();
    }

    @Override
    public void accepted(JsonObject response) {
        // Riders that the service ignores before the first export are sent again soon.
        if (!Boolean.TRUE.equals(response.getValue("ignored"))) {
            done();
        }
    }

    @Override
    public void refused(String reason) {
        done();
    }

    private void done() {
        sent.forEach(rider -> accepted.put(rider.key(), new Accepted(rider, sentAt)));
    }

    private JsonObject json(OnCourseRider rider) {
        JsonObject json = new JsonObject()
                .put("raceId", rider.key().raceId())
                .put("participantId", rider.participantId())
                .put("bib", rider.key().bib())
                .put("position", rider.position())
                .put("gates", rider.gates() == null ? null : new JsonArray(rider.gates()))
                .put("dtStart", venueClock.timestamp(rider.start()))
                .put("dtFinish", venueClock.timestamp(rider.finish()))
                .put("time", rider.time())
                .put("pen", rider.pen())
                .put("total", rider.total())
                .put("rank", rider.rank())
                .put("ttbDiff", rider.ttbDiff())
                .put("ttbName", rider.ttbName())
                .put("tvClock", rider.televisionClock());
        json.fieldNames().stream()
                .filter(name -> json.getValue(name) == null)
                .toList()
                .forEach(json::remove);
        return json;
    }
}
