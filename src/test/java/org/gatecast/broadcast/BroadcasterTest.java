package org.gatecast.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.Checkpoint;
import io.vertx.junit5.VertxExtension;
import io.vertx.junit5.VertxTestContext;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.gatecast.bus.Addresses;
import org.gatecast.bus.BusClient;
import org.gatecast.bus.EventNotice;
import org.gatecast.bus.LocalCodec;
import org.gatecast.bus.OnCourseUpdate;
import org.gatecast.bus.SpectatorCounts;
import org.gatecast.config.Settings;
import org.gatecast.config.SettingsLoader;
import org.gatecast.metrics.MetricsRegistry;
import org.gatecast.model.Authority;
import org.gatecast.model.ErrorCode;
import org.gatecast.model.OnCourseEntry;
import org.gatecast.model.Refusal;
import org.gatecast.snapshot.SnapshotRegistry;
import org.gatecast.transport.ClientFormat;
import org.gatecast.transport.ManualEventLoops;
import org.gatecast.transport.Spectator;
import org.gatecast.transport.SubscribeRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The broadcaster on its event bus, without spectators. */
@ExtendWith(VertxExtension.class)
class BroadcasterTest {
    private static final Settings SETTINGS = SettingsLoader.load(Map.of("spectators.pong-timeout-millis", "100"));
    private static final long TICK_MILLIS = 5;
    private static final Authority AUTHORITY = new Authority(SimulatedEvent.ID, "a1b2c3d4e5", null);
    private static final List<OnCourseEntry> TWO_RIDERS =
            List.of(SimulatedEvent.rider(7, 100), SimulatedEvent.rider(8, 200));

    private final SnapshotRegistry snapshots = new SnapshotRegistry();
    private final OnCourseRegistry onCourse = new OnCourseRegistry();
    private final ManualEventLoops loops = new ManualEventLoops(false, 1);
    private final AtomicBoolean connected = new AtomicBoolean(true);
    private final Broadcaster broadcaster =
            new Broadcaster(snapshots, onCourse, SETTINGS, Clock.systemUTC(), connected::get, new MetricsRegistry());

    @BeforeEach
    void deploy(Vertx vertx, VertxTestContext test) {
        LocalCodec.registerOn(vertx.eventBus());
        vertx.deployVerticle(broadcaster).onComplete(test.succeedingThenComplete());
    }

    @AfterEach
    void close() {
        loops.close();
    }

    @Test
    void pingTicksArePublishedWhileASpectatorIsConnected(Vertx vertx, VertxTestContext test) {
        Spectator spectator = loops.connect(ClientFormat.plain(), () -> {}, version -> {}, 0, false)
                .spectator();
        Checkpoint pauses = test.checkpoint(2);
        AtomicInteger ticks = new AtomicInteger();
        vertx.eventBus().localConsumer(Addresses.PING_TICKS, tick -> {
            if (ticks.incrementAndGet() != 3) {
                return;
            }
            connected.set(false);
            // One more tick may be on its way.
            vertx.setTimer(20 * TICK_MILLIS, settled -> {
                int before = ticks.get();
                vertx.setTimer(
                        20 * TICK_MILLIS,
                        later -> test.verify(() -> {
                            assertThat(ticks).as("no ticks without spectators").hasValue(before);
                            ticks.set(0);
                            connected.set(true);
                            join(spectator);
                            pauses.flag();
                        }));
            });
        });
        join(spectator);
    }

    private void join(Spectator spectator) {
        broadcaster.join(new SubscribeRequest(SimulatedEvent.ID, List.of(), null, "test"), spectator);
    }

    @Test
    void ridersOnCourseAreCountedAndCanBeReadByRest(Vertx vertx, VertxTestContext test) {
        snapshots.put(new SimulatedEvent("a1b2c3d4e5", 2, 20).snapshot());
        report(vertx)
                .onComplete(test.succeeding(reply -> test.verify(() -> {
                    assertThat(reply).isEqualTo(new OnCourseUpdate.Accepted(2));
                    assertThat(onCourse.of(SimulatedEvent.ID)).isEqualTo(TWO_RIDERS);
                    test.completeNow();
                })));
    }

    @Test
    void ridersOnCourseOfAnUnknownEventAreRefused(Vertx vertx, VertxTestContext test) {
        report(vertx)
                .onComplete(test.succeeding(reply -> test.verify(() -> {
                    assertThat(reply).isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.code())
                            .isEqualTo(ErrorCode.NotFound));
                    test.completeNow();
                })));
    }

    @Test
    void whenAnEventIsDeletedItsRidersAreRemoved(Vertx vertx, VertxTestContext test) {
        snapshots.put(new SimulatedEvent("a1b2c3d4e5", 2, 20).snapshot());
        report(vertx)
                .compose(reported -> {
                    vertx.eventBus()
                            .publish(Addresses.NOTICES, new EventNotice.Removed(SimulatedEvent.ID), LocalCodec.OPTIONS);
                    return new BusClient(vertx.eventBus()).countSpectators(SimulatedEvent.ID);
                })
                .onComplete(test.succeeding(counts -> test.verify(() -> {
                    assertThat(counts).isEqualTo(SpectatorCounts.NONE);
                    assertThat(onCourse.of(SimulatedEvent.ID)).isEmpty();
                    test.completeNow();
                })));
    }

    private static Future<Object> report(Vertx vertx) {
        return vertx.eventBus()
                .request(Addresses.ON_COURSE, new OnCourseUpdate(AUTHORITY, TWO_RIDERS, false), LocalCodec.OPTIONS)
                .map(message -> message.body());
    }
}
