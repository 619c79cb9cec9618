package org.gatecast.canoe123.service;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.concurrent.ThreadLocalRandom;
import org.gatecast.bus.Addresses;
import org.gatecast.bus.EventNotice;
import org.gatecast.bus.EventNotice.Cause;
import org.gatecast.bus.EventNotice.Committed;
import org.gatecast.canoe123.push.PushTimes;
import org.gatecast.canoe123.push.VenueClock;
import org.gatecast.canoe123.reader.HostPort;
import org.gatecast.canoe123.reader.PcDiscovery;
import org.gatecast.canoe123.reader.ReaderTimes;
import org.gatecast.canoe123.reader.StreamAddress;
import org.gatecast.canoe123.reader.StreamListener;
import org.gatecast.canoe123.reader.StreamReader;
import org.gatecast.canoe123.retry.Backoff;
import org.gatecast.canoe123.stream.StreamMessage;
import org.gatecast.canoe123.stream.StreamMessage.OnCourse;
import org.gatecast.canoe123.stream.StreamMessage.Results;
import org.gatecast.canoe123.stream.StreamMessage.Schedule;
import org.gatecast.canoe123.stream.StreamMessage.TelevisionClocks;
import org.gatecast.canoe123.stream.StreamMessage.TimeOfDay;
import org.gatecast.canoe123.stream.StreamState;
import org.gatecast.config.Settings;
import org.gatecast.ingest.ExportParser;
import org.gatecast.ingest.calls.RecentIngestCalls;
import org.gatecast.model.EventId;
import org.gatecast.model.EventMeta;
import org.gatecast.model.EventStatus;
import org.gatecast.snapshot.EventSnapshot;
import org.gatecast.snapshot.SnapshotRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the timing PC for one event of the service, as long as the event exists and is not official. A worker verticle with one
 * thread at a time.
 */
public final class Canoe123Verticle extends VerticleBase implements StreamListener {
    private static final Logger LOG = LoggerFactory.getLogger(Canoe123Verticle.class);

    /** Riders are read from memory; the broadcaster limits how often spectators hear of them. */
    private static final Duration ON_COURSE = Duration.ofMillis(100);

    /** An unchanged rider is reported so many times before the broadcaster would remove it. */
    private static final int REPORTS_BEFORE_EXPIRY = 3;

    private final Settings settings;
    private final EventId eventId;
    private final SnapshotRegistry snapshots;
    private final ExportParser parser;
    private final RecentIngestCalls recentCalls;
    private final Clock clock;
    private StreamState state = StreamState.EMPTY;
    private StreamReader reader;
    private EventFeed feed;
    private EventStatus status;
    private String stopped = "";

    /**
     * @param settings with a host and an event
     */
    public Canoe123Verticle(
            Settings settings,
            SnapshotRegistry snapshots,
            ExportParser parser,
            RecentIngestCalls recentCalls,
            Clock clock) {
        this.settings = settings;
        this.eventId = settings.canoe123().event().orElseThrow();
        this.snapshots = snapshots;
        this.parser = parser;
        this.recentCalls = recentCalls;
        this.clock = clock;
    }

    @Override
    public Future<?> start() {
        StreamAddress address = address();
        vertx.eventBus().<EventNotice>localConsumer(Addresses.NOTICES, message -> onNotice(message.body()));
        follow();
        ReaderTimes times = ReaderTimes.DEFAULT;
        Backoff backoff = new Backoff(times.firstRetry(), times.longestRetry(), () -> ThreadLocalRandom.current()
                .nextDouble());
        reader = new StreamReader(vertx, address, this, times, backoff);
        reader.start();
        return Future.succeededFuture();
    }

    private StreamAddress address() {
        Settings.Canoe123 pc = settings.canoe123();
        if (pc.isDiscovered()) {
            LOG.info("Reading Canoe123 for event {}, on the PC that its broadcasts come from", eventId);
            return new PcDiscovery(vertx, pc.port());
        }
        HostPort given = new HostPort(pc.host().orElseThrow(), pc.port());
        LOG.info("Reading Canoe123 at {} for event {}", given, eventId);
        return StreamAddress.of(given);
    }

    @Override
    public Future<?> stop() {
        reader.stop();
        endFeed();
        return Future.succeededFuture();
    }

    private void onNotice(EventNotice notice) {
        if (!notice.eventId().equals(eventId)) {
            return;
        }
        follow();
        boolean mayHaveExport = notice instanceof Committed committed
                && (committed.cause() == Cause.IMPORT || committed.cause() == Cause.RELOADED);
        if (mayHaveExport && feed != null) {
            feed.imported();
        }
    }

    /** Reads for the event as it is now. An event that was deleted and created again, or restored, is another one. */
    private void follow() {
        EventMeta event = snapshots.find(eventId).map(EventSnapshot::meta).orElse(null);
        EventStatus before = status;
        status = event == null ? null : event.status();
        if (feed != null && (event == null || !event.generation().equals(feed.generation()))) {
            endFeed();
        }
        if (event == null) {
            endFeed("There is no event " + eventId + ": what Canoe123 sends is not used until it is created");
        } else if (status == EventStatus.OFFICIAL) {
            endFeed("The results of event " + eventId + " are official: what Canoe123 sends is not used any more");
        } else if (feed == null) {
            LOG.info("What Canoe123 sends goes into event {}, which is {}", eventId, status.json());
            stopped = "";
            beginFeed(event);
        } else if (status != before) {
            feed.stateChanged();
        }
    }

    private void beginFeed(EventMeta event) {
        StoreSender sender = new StoreSender(vertx, event, settings, snapshots, parser, recentCalls, clock);
        VenueClock venueClock = new VenueClock(clock, ZoneId.systemDefault());
        feed = new EventFeed(vertx, event.generation(), sender, times(), clock, venueClock);
        feed.start(settings.canoe123().export(), state);
    }

    private PushTimes times() {
        PushTimes usual = PushTimes.DEFAULT;
        Duration refresh = settings.spectators().oncourseExpiry().dividedBy(REPORTS_BEFORE_EXPIRY);
        return usual.withOnCourse(ON_COURSE, refresh.compareTo(usual.refresh()) < 0 ? refresh : usual.refresh());
    }

    private void endFeed(String why) {
        endFeed();
        if (!why.equals(stopped)) {
            stopped = why;
            LOG.warn("{}", why);
        }
    }

    private void endFeed() {
        if (feed != null) {
            feed.stop();
            feed = null;
        }
    }

    @Override
    public void connected(String address) {
        LOG.info("Connected to Canoe123 at {}", address);
    }

    @Override
    public void received(StreamMessage message) {
        state = state.after(message);
        if (feed == null) {
            return;
        }
        if (message instanceof Results results) {
            feed.table(results.table());
        } else if (message instanceof Schedule schedule) {
            feed.schedule(schedule.statuses());
        } else if (message instanceof OnCourse || message instanceof TimeOfDay || message instanceof TelevisionClocks) {
            feed.riders(state.riders());
        }
        if (message instanceof TimeOfDay) {
            feed.streamHeard();
        }
    }

    @Override
    public void disconnected(String why) {
        LOG.warn("Canoe123: {}. Trying again", why);
        state = state.disconnected();
        if (feed != null) {
            feed.riders(state.riders());
        }
    }
}
