package org.gatecast.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.unix.UnixChannel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.gatecast.transport.ManualEventLoops.ConnectedSpectator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On real sockets, on the native transport and without it. */
class SpectatorConnectionTest {
    /** Far more than both ends of a connection hold. */
    private static final int LARGE = 1 << 20;

    private static final int LOOP = 0;
    private static final int OTHER_LOOP = 1;

    private static final byte[] PING = {(byte) 0x89, (byte) 0x80, 1, 2, 3, 4};
    private static final byte[] PING_WITH_PAYLOAD = {(byte) 0x89, (byte) 0x81, 1, 2, 3, 4, 'x' ^ 1};

    private final List<Long> behindSince = new ArrayList<>();
    private final List<SpectatorConnection> gone = new ArrayList<>();
    private ManualEventLoops loops;

    @AfterEach
    void close() {
        loops.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aFrameThatTheSocketTakesIsThereAtOnce(boolean nativeTransport) {
        ConnectedSpectator client = connect(nativeTransport);
        client.connection.catchUp(List.of(loops.message(1, 100)), 0);
        client.connection.send(loops.message(2, 50));
        assertThat(client.read(LARGE)).hasSize(150);
        assertThat(behindSince).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void beforeItsFirstCatchUpASpectatorReceivesNothingAndMissesNothing(boolean nativeTransport) {
        ConnectedSpectator client = connect(nativeTransport);
        client.connection.send(loops.message(1, 100));
        loops.run();
        assertThat(client.read(LARGE)).isEmpty();
        assertThat(behindSince).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aSlowSpectatorHoldsOneFrameAndAsksForTheRestWhenItIsSent(boolean nativeTransport) {
        ConnectedSpectator client = connect(nativeTransport);
        client.connection.catchUp(List.of(loops.message(1, LARGE)), 0);
        EncodedMessage missed = loops.message(2, 100);
        client.connection.send(missed);
        client.connection.send(missed);
        assertThat(missed.plainFrame().refCnt()).isEqualTo(1);
        assertThat(readAll(client, LARGE)).isEqualTo(LARGE);
        assertThat(behindSince).containsExactly(1L);
        client.connection.catchUp(List.of(loops.message(2, 100)), 0);
        client.connection.send(loops.message(3, 50));
        assertThat(readAll(client, 150)).isEqualTo(150);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aFrameThatWaitedIsReleasedOnceItIsGoneOrItsReaderIs(boolean nativeTransport) {
        ConnectedSpectator reader = connect(nativeTransport);
        ConnectedSpectator leaver = connect(nativeTransport);
        EncodedMessage encoded = loops.message(1, LARGE);
        reader.connection.catchUp(List.of(encoded), 0);
        leaver.connection.catchUp(List.of(encoded), 0);
        assertThat(encoded.plainFrame().refCnt()).isEqualTo(3);
        readAll(reader, LARGE);
        leaver.channel.close();
        loops.run();
        assertThat(encoded.plainFrame().refCnt()).isEqualTo(1);
        assertThat(gone).containsExactly(leaver.connection);
    }

    @Test
    void aFrameNeverGoesToTheConnectionThatReusesAClosedDescriptor() {
        assumeThat(Epoll.isAvailable()).isTrue();
        ConnectedSpectator closed = connect(true);
        closed.connection.catchUp(List.of(loops.message(1, 10)), 0);
        int number = ((UnixChannel) closed.channel).fd().intValue();
        closed.channel.close();
        ConnectedSpectator heir;
        do {
            heir = loops.connect(spectator(), OTHER_LOOP, true);
        } while (((UnixChannel) heir.channel).fd().intValue() < number);
        assertThat(((UnixChannel) heir.channel).fd().intValue()).isEqualTo(number);

        closed.connection.send(loops.message(2, 10));
        closed.connection.ping();

        assertThat(heir.read(LARGE)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatPassedByIsAskedForOnceThoughTheSocketIsFreeTwiceBeforeItComes(boolean nativeTransport) {
        ConnectedSpectator client = connect(nativeTransport);
        client.connection.catchUp(List.of(loops.message(1, LARGE)), 0);
        client.connection.send(loops.message(2, 10));
        readAll(client, LARGE);
        client.send(PING);
        for (int pong = 0; pong == 0; ) {
            loops.run();
            pong = client.read(LARGE).length;
        }
        loops.run();
        assertThat(behindSince).containsExactly(1L);

        client.connection.catchUp(List.of(loops.message(3, LARGE)), 0);
        client.connection.send(loops.message(4, 10));
        readAll(client, LARGE);
        assertThat(behindSince).containsExactly(1L, 3L);
    }

    @Test
    void aMessageNeverOvertakesOrSplitsAPong() throws IOException {
        assumeThat(Epoll.isAvailable()).isTrue();
        ConnectedSpectator client = connect(true);
        client.connection.catchUp(List.of(loops.message(1, 10)), 0);
        fill(client);
        client.send(PING);
        while (client.channel.unsafe().outboundBuffer().isEmpty()) {
            loops.run();
        }
        client.connection.send(loops.message(2, 10));
        readAll(client, LARGE);
        assertThat(behindSince)
                .as("the message waited for its turn, and was missed")
                .containsExactly(1L);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void thePongToAPingDuringAMessageFollowsTheMessage(boolean nativeTransport) {
        ConnectedSpectator client = connect(nativeTransport);
        client.connection.catchUp(List.of(loops.message(1, LARGE)), 0);
        client.send(PING);
        client.send(PING_WITH_PAYLOAD);
        for (int i = 0; i < 10; i++) {
            loops.run();
        }
        client.connection.send(loops.message(2, 10));
        assertThat(readAll(client, LARGE)).isEqualTo(LARGE);
        assertThat(next(client)).as("the newest ping's answer").containsExactly(0x8A, 1, 'x');
        assertThat(behindSince).as("what passed by is asked for once").containsExactly(1L);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aClientThatStillReadsWhenThePingIsDueIsNotClosedOnceItHasRead(boolean nativeTransport) {
        ConnectedSpectator client = connect(nativeTransport);
        client.connection.catchUp(List.of(loops.message(1, LARGE)), 0);
        client.connection.ping();
        readAll(client, LARGE);
        client.connection.closeIfSilent();
        loops.run();
        assertThat(client.channel.isOpen()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aClientThatReadsNothingIsClosedThoughNoPingCouldBeSent(boolean nativeTransport) {
        ConnectedSpectator client = connect(nativeTransport);
        client.connection.catchUp(List.of(loops.message(1, LARGE)), 0);
        client.connection.ping();
        loops.run();
        client.connection.closeIfSilent();
        loops.run();
        assertThat(gone).containsExactly(client.connection);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void onlyAPongAnswersAPingThatWasSent(boolean nativeTransport) {
        ConnectedSpectator client = connect(nativeTransport);
        client.connection.catchUp(List.of(loops.message(1, 10)), 0);
        client.connection.ping();
        client.connection.send(loops.message(2, LARGE));
        readAll(client, LARGE);
        client.connection.closeIfSilent();
        loops.run();
        assertThat(gone).containsExactly(client.connection);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aClientsCloseIsAnsweredAndTheConnectionEnds(boolean nativeTransport) {
        ConnectedSpectator client = connect(nativeTransport);
        client.connection.catchUp(List.of(loops.message(1, 10)), 0);
        client.send((byte) 0x88, (byte) 0x82, (byte) 0, (byte) 0, (byte) 0, (byte) 0, (byte) 0x03, (byte) 0xE9);
        while (gone.isEmpty()) {
            loops.run();
        }
        assertThat(client.read(LARGE)).endsWith(0x88, 0x02, 0x03, 0xE9);
        client.connection.send(loops.message(2, 10));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void nothingIsSentAfterAClose(boolean nativeTransport) {
        ConnectedSpectator client = connect(nativeTransport);
        client.connection.catchUp(List.of(loops.message(1, 10)), 0);
        client.connection.close(CloseReason.OFFICIAL);
        client.connection.close(CloseReason.DELETED);
        client.connection.send(loops.message(2, 10));
        client.connection.catchUp(List.of(loops.message(2, 10)), 0);
        client.connection.ping();
        loops.run();
        byte[] read = client.read(LARGE);
        assertThat(read).hasSize(10 + 4 + CloseReason.OFFICIAL.text().length());
        assertThat(read[10]).isEqualTo((byte) 0x88);
    }

    private ConnectedSpectator connect(boolean nativeTransport) {
        if (loops == null) {
            loops = new ManualEventLoops(nativeTransport, 2);
        }
        return loops.connect(spectator(), LOOP, true);
    }

    private SpectatorConnection spectator() {
        return new SpectatorConnection(
                WireFormat.AgreedFormat.PLAIN_FORMAT,
                new SpectatorConnection.ConnectionListener() {
                    @Override
                    public void closed(SpectatorConnection spectator) {
                        gone.add(spectator);
                    }

                    @Override
                    public void fellBehind(SpectatorConnection spectator, long version) {
                        behindSince.add(version);
                    }
                },
                new ClientFrameDecoder.FrameLimits(1024, 120),
                new TransportMetrics());
    }

    /** Leaves no room in the socket, and nothing waiting for room either. */
    private static void fill(ConnectedSpectator client) throws IOException {
        ByteBuf bytes = Unpooled.directBuffer(LARGE).writeZero(LARGE);
        while (((UnixChannel) client.channel).fd().writeAddress(bytes.memoryAddress(), 0, LARGE) > 0) {
            // More.
        }
        bytes.release();
    }

    private byte[] next(ConnectedSpectator client) {
        byte[] read = {};
        for (int i = 0; i < 1_000 && read.length == 0; i++) {
            loops.run();
            read = client.read(LARGE);
        }
        return read;
    }

    private int readAll(ConnectedSpectator client, int most) {
        int all = 0;
        for (int quiet = 0; all < most && quiet < 1_000; quiet++) {
            loops.run();
            int read = client.read(most - all).length;
            all += read;
            quiet = read > 0 ? 0 : quiet;
        }
        return all;
    }
}
