package org.gatecast.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeepAliveTest {
    private static final Duration INTERVAL = Duration.ofSeconds(30);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final PingSchedule SCHEDULE = PingSchedule.of(INTERVAL, TIMEOUT);
    private static final byte[] PONG = {(byte) 0x8A, (byte) 0x80, 1, 2, 3, 4};

    private final KeepAlive keepAlive = new KeepAlive(SCHEDULE, this::nanos);
    private long millis;

    private final class Client {
        private final WireFormat.AgreedFormat agreedFormat;
        private final SpectatorConnection spectator;
        private final EmbeddedChannel channel;
        private final List<Long> pings = new ArrayList<>();
        private boolean sendsPongs = true;
        private long cutAt = -1;

        Client(WireFormat.AgreedFormat agreedFormat) {
            this.agreedFormat = agreedFormat;
            spectator = new SpectatorConnection(
                    agreedFormat,
                    new SpectatorConnection.ConnectionListener() {
                        @Override
                        public void closed(SpectatorConnection spectator) {
                            keepAlive.remove(spectator);
                        }

                        @Override
                        public void fellBehind(SpectatorConnection spectator, long version) {}
                    },
                    new ClientFrameDecoder.FrameLimits(1024, 120),
                    new TransportMetrics());
            channel = new EmbeddedChannel(spectator);
            keepAlive.add(spectator);
        }

        /** What this client makes of a tick. */
        void look() {
            channel.runPendingTasks();
            if (!channel.isActive()) {
                cutAt = cutAt < 0 ? millis : cutAt;
                return;
            }
            for (ByteBuf ping = channel.readOutbound(); ping != null; ping = channel.readOutbound()) {
                assertThat(ping.getUnsignedByte(0))
                        .isEqualTo((short) (agreedFormat.format() == WireFormat.EVENT_STREAM ? ':' : 0x89));
                pings.add(millis);
                if (sendsPongs && agreedFormat.format() != WireFormat.EVENT_STREAM) {
                    channel.writeInbound(Unpooled.wrappedBuffer(PONG));
                }
            }
        }
    }

    @Test
    void aClientThatAnswersIsPingedOnceAnIntervalAndNeverClosed() {
        Client client = new Client(WireFormat.AgreedFormat.PLAIN_FORMAT);
        turn(Duration.ofMinutes(5), client);
        assertThat(client.cutAt).isNegative();
        assertThat(client.pings).hasSize(10);
        assertThat(IntStream.range(1, 10)
                        .mapToObj(i -> client.pings.get(i) - client.pings.get(i - 1))
                        .toList())
                .containsOnly(INTERVAL.toMillis());
    }

    @Test
    void aClientThatDoesNotAnswerIsClosedTenSecondsAfterThePing() {
        Client client = new Client(WireFormat.AgreedFormat.PLAIN_FORMAT);
        client.sendsPongs = false;
        turn(Duration.ofMinutes(1), client);
        assertThat(client.pings).hasSize(1);
        assertThat(client.cutAt - client.pings.get(0)).isBetween(9_000L, 11_000L);
        assertThat(keepAlive.connections()).isEmpty();
    }

    @Test
    void aClientThatStopsAnsweringIsClosedThen() {
        Client client = new Client(WireFormat.AgreedFormat.PLAIN_FORMAT);
        turn(Duration.ofSeconds(70), client);
        client.sendsPongs = false;
        turn(Duration.ofMinutes(1), client);
        long unanswered = client.pings.get(client.pings.size() - 1);
        assertThat(client.cutAt - unanswered).isBetween(9_000L, 11_000L);
    }

    @Test
    void clientsThatConnectAtTheSameTimeArePingedInTurn() {
        List<Client> crowd = IntStream.range(0, 600)
                .mapToObj(i -> new Client(WireFormat.AgreedFormat.PLAIN_FORMAT))
                .toList();
        int most = 0;
        for (int i = 0; i < INTERVAL.toMillis() / SCHEDULE.tickMillis(); i++) {
            int before = crowd.stream().mapToInt(client -> client.pings.size()).sum();
            turn(Duration.ofMillis(SCHEDULE.tickMillis()), crowd.toArray(Client[]::new));
            most = Math.max(
                    most, crowd.stream().mapToInt(client -> client.pings.size()).sum() - before);
        }
        assertThat(crowd).allMatch(client -> client.pings.size() == 1);
        assertThat(most).isEqualTo(600 / (int) (INTERVAL.toMillis() / SCHEDULE.tickMillis()));
    }

    @Test
    void anEventStreamGetsACommentAndNeedsNoPong() {
        Client client = new Client(WireFormat.AgreedFormat.EVENT_STREAM_FORMAT);
        turn(Duration.ofMinutes(2), client);
        assertThat(client.pings).hasSize(4);
        assertThat(client.cutAt).isNegative();
    }

    @Test
    void aTimeoutLongerThanTheIntervalStillCloses() {
        PingSchedule oddSchedule = PingSchedule.of(Duration.ofMillis(100), Duration.ofSeconds(10));
        KeepAlive odd = new KeepAlive(oddSchedule, this::nanos);
        assertThat(oddSchedule.tickMillis()).isPositive();
        Client client = new Client(WireFormat.AgreedFormat.PLAIN_FORMAT);
        client.sendsPongs = false;
        keepAlive.remove(client.spectator);
        odd.add(client.spectator);
        for (int i = 0; i < 10 && client.channel.isActive(); i++) {
            millis += oddSchedule.tickMillis();
            odd.tick();
        }
        assertThat(client.channel.isActive()).isFalse();
    }

    @Test
    void aClientThatWasPingedBeforeAPauseOfTheServiceIsPingedAgain() {
        Client client = new Client(WireFormat.AgreedFormat.PLAIN_FORMAT);
        client.sendsPongs = false;
        turn(INTERVAL, client);
        assertThat(client.pings).hasSize(1);

        standStill(Duration.ofSeconds(25));
        client.sendsPongs = true;
        turn(Duration.ofMinutes(5), client);
        assertThat(client.cutAt).isNegative();
    }

    @Test
    void noPauseAtAnyMomentClosesALivingClient() {
        List<Client> crowd = IntStream.range(0, 60)
                .mapToObj(i -> new Client(WireFormat.AgreedFormat.PLAIN_FORMAT))
                .toList();
        Client[] all = crowd.toArray(Client[]::new);
        for (int pause = 3; pause <= 60; pause += 3) {
            turn(Duration.ofSeconds(1), all);
            // A last ping goes out whose answer the service does not read any more.
            crowd.forEach(client -> client.sendsPongs = false);
            turn(Duration.ofMillis(SCHEDULE.tickMillis()), all);
            standStill(Duration.ofSeconds(pause));
            crowd.forEach(client -> client.sendsPongs = true);
        }
        turn(Duration.ofMinutes(2), all);
        assertThat(crowd).allMatch(client -> client.cutAt < 0);
    }

    @Test
    void afterAPauseClientsArePingedInTurnAndTheSilentAreClosed() {
        Client silent = new Client(WireFormat.AgreedFormat.PLAIN_FORMAT);
        silent.sendsPongs = false;
        standStill(Duration.ofSeconds(40));
        turn(Duration.ofSeconds(45), silent);
        assertThat(silent.pings).hasSize(1);
        assertThat(silent.cutAt - silent.pings.get(0)).isBetween(9_000L, 11_000L);
    }

    @Test
    void ticksThatArriveTogetherLeaveAClientTimeToAnswer() {
        PingSchedule schedule = PingSchedule.of(Duration.ofSeconds(1), TIMEOUT);
        assertThat(schedule.ticksToPong()).as("a pong is due by the next tick").isEqualTo(1);
        long tick = schedule.tickMillis();
        for (long phase = 0; phase < tick; phase += 25) {
            KeepAlive wheel = new KeepAlive(schedule, this::nanos);
            Client client = new Client(WireFormat.AgreedFormat.PLAIN_FORMAT);
            keepAlive.remove(client.spectator);
            wheel.add(client.spectator);
            millis += phase;
            for (int i = 0; i < 20; i++) {
                wheel.tick();
                client.look();
                // Every third time the event loop is busy, so that two ticks wait for it.
                if (i % 3 == 2) {
                    millis += tick * 11 / 5;
                    wheel.tick();
                    wheel.tick();
                    client.look();
                    millis += tick * 4 / 5;
                } else {
                    millis += tick;
                }
            }
            assertThat(client.channel.isActive())
                    .as("ticks %s ms after the start", phase)
                    .isTrue();
            client.channel.close();
        }
    }

    /** No tick comes for a time, and then, as timers have it, all that were missed at once. */
    private void standStill(Duration time) {
        millis += time.toMillis();
        for (long missed = 0; missed < time.toMillis(); missed += SCHEDULE.tickMillis()) {
            keepAlive.tick();
        }
    }

    private long nanos() {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }

    private void turn(Duration time, Client... clients) {
        for (long end = millis + time.toMillis(); millis < end; ) {
            millis += SCHEDULE.tickMillis();
            keepAlive.tick();
            for (Client client : clients) {
                client.look();
            }
        }
    }
}
