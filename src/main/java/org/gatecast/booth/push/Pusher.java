package org.gatecast.booth.push;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.gatecast.booth.push.PushReport.ServerState;
import org.gatecast.canoe123.push.DataKind;
import org.gatecast.canoe123.push.KeptData;
import org.gatecast.canoe123.push.PushLanes;
import org.gatecast.canoe123.push.PushListener;
import org.gatecast.canoe123.push.PushOutcome;
import org.gatecast.canoe123.push.PushOutcome.Accepted;
import org.gatecast.canoe123.push.PushTimes;
import org.gatecast.canoe123.push.VenueClock;
import org.gatecast.canoe123.stream.OnCourseRider;
import org.gatecast.canoe123.stream.ResultTable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pushes tables, riders on course and exports to one event, once the service has accepted the event's key. After a refused
 * key nothing is sent until a check succeeds, and after some checks nothing at all; an official event takes nothing for good.
 * What waits is kept. Confined to the event loop on which it was started.
 */
public final class Pusher {
    private static final Logger LOG = LoggerFactory.getLogger(Pusher.class);
    private static final int MAX_REFUSED = 20;

    private final PushTarget target;
    private final PushTimes times;
    private final Clock clock;
    private final Spool spool;
    private final IngestClient client;
    private final PushLanes lanes;
    private final ServerCheck server;
    private final Deque<RefusedCall> refused = new ArrayDeque<>();

    /**
     * @param directory of this target alone
     * @param clock with the venue's zone
     */
    public Pusher(Vertx vertx, PushTarget target, PushTimes times, SpoolDirectory directory, Clock clock) {
        this.target = target;
        this.times = times;
        this.clock = clock;
        spool = new Spool(vertx, directory);
        client = new IngestClient(vertx, target, times.connect());
        server = new ServerCheck(vertx, target, times, client, new FollowingLanes());
        lanes = new PushLanes(
                vertx,
                (kind, call) -> client.post(call),
                times,
                spool,
                clock,
                new VenueClock(clock, clock.getZone()),
                new LaneReports());
    }

    /** Opens and closes the lanes as the server says. */
    private final class FollowingLanes implements ServerCheck.Listener {
        @Override
        public void open() {
            lanes.open();
        }

        @Override
        public void stateChanged() {
            lanes.stateChanged();
        }

        @Override
        public void close() {
            lanes.close();
        }
    }

    private final class LaneReports implements PushListener {
        @Override
        public void keyRefused(String why) {
            server.keyRefused(why);
        }

        @Override
        public void notNow() {
            server.notNow();
        }

        @Override
        public void refused(DataKind kind, String why) {
            refused.addFirst(new RefusedCall(clock.instant(), kind, why));
            if (refused.size() > MAX_REFUSED) {
                refused.removeLast();
            }
        }
    }

    /** Takes back what was kept on disk, and begins to check the key. Called once, on an event loop. */
    public Future<Void> start() {
        if (target.isKeyReadable()) {
            LOG.warn("The key of {} is sent without encryption, because the address begins with http:", target);
        }
        return spool.load().map(kept -> {
            restore(kept);
            server.check();
            return null;
        });
    }

    private void restore(Map<String, KeptData.Item> kept) {
        lanes.restore(kept);
        if (!kept.isEmpty()) {
            LOG.info("{} tables and exports were kept on disk and are sent now", kept.size());
        }
    }

    /** Sends nothing more. Completes when what waits is on disk. */
    public Future<Void> stop() {
        server.stop();
        lanes.close();
        return spool.close().eventually(client::close);
    }

    /** Takes a race's table. */
    public void table(ResultTable table) {
        lanes.table(table);
    }

    /** Takes the status of all races, by race id. */
    public void schedule(Map<String, String> statuses) {
        lanes.schedule(statuses);
    }

    /** The timing program's clock was heard. */
    public void streamHeard() {
        lanes.streamHeard();
    }

    /** Takes all riders who are on course now; none if that is not known. */
    public void riders(List<OnCourseRider> riders) {
        lanes.riders(riders);
    }

    /** Takes an export that was read whole. */
    public void export(byte[] xml) {
        lanes.export(xml);
    }

    /** What is known now, for the operator. */
    public PushReport report() {
        return new PushReport(
                server.state(),
                server.reason(),
                server.eventStatus(),
                server.transitions(),
                server.spectators(),
                client.roundTripMillis(),
                lanes.waitingRaces(),
                lanes.waitingRows(),
                lanes.isExportWaiting(),
                server.state() == ServerState.OPEN ? lanes.problems() : List.of(),
                lanes.lastResults(),
                lanes.lastExport(),
                List.copyOf(refused));
    }

    /** The line may work again: tries at once what waits because it did not. */
    public void retryNow() {
        lanes.retryNow();
        server.retryNow();
    }

    /** The machine has another address: connections from before lead nowhere, and calls on them would wait for long. */
    public void networkChanged() {
        client.reconnect();
        retryNow();
    }

    /** Asks for the event's state and for its spectators again, for an operator who looks at them. */
    public void refresh() {
        server.refresh();
    }

    /**
     * Asks for another state of the event.
     *
     * @return completes with {@code null} if the event has that state now, else with the reason in the words of the response;
     *     never fails
     */
    public Future<String> changeStatus(String status) {
        String path = "/api/v1/admin/events/" + target.eventId() + "/status";
        return client.patch(path, new JsonObject().put("status", status), times.liveResponse())
                .map(outcome -> {
                    if (outcome instanceof Accepted changed) {
                        LOG.info("{} is now {}", target, changed.body().getString("status", status));
                    }
                    // A refusal may be due to a change by somebody else.
                    refresh();
                    return outcome instanceof Accepted ? null : PushOutcome.reasonOf(outcome);
                });
    }

    /** Whether nothing is sent any more until the booth is started again. */
    boolean isGivenUp() {
        return server.isGivenUp();
    }
}
