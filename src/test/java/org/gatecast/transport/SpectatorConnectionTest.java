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
    private ManualEventLoops manualEventLoops;

    @AfterEach
    void close() {
        manualEventLoops.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aFrameThatTheSocketTakesIsThereAtOnce(boolean nativeTransport) {
        ConnectedSpectator guest = welcome(nativeTransport);
        guest.connection.catchUp(List.of(manualEventLoops.message(1, 100)), 0);
        guest.connection.send(manualEventLoops.message(2, 50));
        assertThat(guest.read(LARGE)).hasSize(150);
        assertThat(behindSince).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void beforeItsFirstCatchUpASpectatorReceivesNothingAndMissesNothing(boolean nativeTransport) {
        ConnectedSpectator guest = welcome(nativeTransport);
        guest.connection.send(manualEventLoops.message(1, 100));
        manualEventLoops.run();
        assertThat(guest.read(LARGE)).isEmpty();
        assertThat(behindSince).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aSlowSpectatorHoldsOneFrameAndAsksForTheRestWhenItIsSent(boolean nativeTransport) {
        ConnectedSpectator guest = welcome(nativeTransport);
        guest.connection.catchUp(List.of(manualEventLoops.message(1, LARGE)), 0);
        EncodedMessage missed = manualEventLoops.message(2, 100);
        guest.connection.send(missed);
        guest.connection.send(missed);
        assertThat(missed.plainFrame().refCnt()).isEqualTo(1);
        assertThat(readAll(guest, LARGE)).isEqualTo(LARGE);
        assertThat(behindSince).containsExactly(1L);
        guest.connection.catchUp(List.of(manualEventLoops.message(2, 100)), 0);
        guest.connection.send(manualEventLoops.message(3, 50));
        assertThat(readAll(guest, 150)).isEqualTo(150);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aFrameThatWaitedIsReleasedOnceItIsGoneOrItsReaderIs(boolean nativeTransport) {
        ConnectedSpectator reader = welcome(nativeTransport);
        ConnectedSpectator leaver = welcome(nativeTransport);
        EncodedMessage encoded = manualEventLoops.message(1, LARGE);
        reader.connection.catchUp(List.of(encoded), 0);
        leaver.connection.catchUp(List.of(encoded), 0);
        assertThat(encoded.plainFrame().refCnt()).isEqualTo(3);
        readAll(reader, LARGE);
        leaver.channel.close();
        manualEventLoops.run();
        assertThat(encoded.plainFrame().refCnt()).isEqualTo(1);
        assertThat(gone).containsExactly(leaver.connection);
    }

    @Test
    void aFrameNeverGoesToTheConnectionThatReusesAClosedDescriptor() {
        assumeThat(Epoll.isAvailable()).isTrue();
        ConnectedSpectator closed = welcome(true);
        closed.connection.catchUp(List.of(manualEventLoops.message(1, 10)), 0);
        int number = ((UnixChannel) closed.channel).fd().intValue();
        closed.channel.close();
        ConnectedSpectator heir;
        do {
            heir = manualEventLoops.connect(spectator(), OTHER_LOOP, true);
        } while (((UnixChannel) heir.channel).fd().intValue() < number);
        assertThat(((UnixChannel) heir.channel).fd().intValue()).isEqualTo(number);

        closed.connection.send(manualEventLoops.message(2, 10));
        closed.connection.ping();

        assertThat(heir.read(LARGE)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatPassedByIsAskedForOnceThoughTheSocketIsFreeTwiceBeforeItComes(boolean nativeTransport) {
        ConnectedSpectator guest = welcome(nativeTransport);
        guest.connection.catchUp(List.of(manualEventLoops.message(1, LARGE)), 0);
        guest.connection.send(manualEventLoops.message(2, 10));
        readAll(guest, LARGE);
        guest.send(PING);
        for (int pong = 0; pong == 0; ) {
            manualEventLoops.run();
            pong = guest.read(LARGE).length;
        }
        manualEventLoops.run();
        assertThat(behindSince).containsExactly(1L);

        guest.connection.catchUp(List.of(manualEventLoops.message(3, LARGE)), 0);
        guest.connection.send(manualEventLoops.message(4, 10));
        readAll(guest, LARGE);
        assertThat(behindSince).containsExactly(1L, 3L);
    }

    @Test
    void aMessageNeverOvertakesOrSplitsAPong() throws IOException {
        assumeThat(Epoll.isAvailable()).isTrue();
        ConnectedSpectator guest = welcome(true);
        guest.connection.catchUp(List.of(manualEventLoops.message(1, 10)), 0);
        fill(guest);
        guest.send(PING);
        while (guest.channel.unsafe().outboundBuffer().isEmpty()) {
            manualEventLoops.run();
        }
        guest.connection.send(manualEventLoops.message(2, 10));
        readAll(guest, LARGE);
        assertThat(behindSince)
                .as("the message waited for its turn, and was missed")
                .containsExactly(1L);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void thePongToAPingDuringAMessageFollowsTheMessage(boolean nativeTransport) {
        ConnectedSpectator guest = welcome(nativeTransport);
        guest.connection.catchUp(List.of(manualEventLoops.message(1, LARGE)), 0);
        guest.send(PING);
        guest.send(PING_WITH_PAYLOAD);
        for (int i = 0; i < 10; i++) {
            manualEventLoops.run();
        }
        guest.connection.send(manualEventLoops.message(2, 10));
        assertThat(readAll(guest, LARGE)).isEqualTo(LARGE);
        assertThat(next(guest)).as("the newest ping's answer").containsExactly(0x8A, 1, 'x');
        assertThat(behindSince).as("what passed by is asked for once").containsExactly(1L);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aClientThatStillReadsWhenThePingIsDueIsNotClosedOnceItHasRead(boolean nativeTransport) {
        ConnectedSpectator guest = welcome(nativeTransport);
        guest.connection.catchUp(List.of(manualEventLoops.message(1, LARGE)), 0);
        guest.connection.ping();
        readAll(guest, LARGE);
        guest.connection.closeIfSilent();
        manualEventLoops.run();
        assertThat(guest.channel.isOpen()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aClientThatReadsNothingIsClosedThoughNoPingCouldBeSent(boolean nativeTransport) {
        ConnectedSpectator guest = welcome(nativeTransport);
        guest.connection.catchUp(List.of(manualEventLoops.message(1, LARGE)), 0);
        guest.connection.ping();
        manualEventLoops.run();
        guest.connection.closeIfSilent();
        manualEventLoops.run();
        assertThat(gone).containsExactly(guest.connection);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void onlyAPongAnswersAPingThatWasSent(boolean nativeTransport) {
        ConnectedSpectator guest = welcome(nativeTransport);
        guest.connection.catchUp(List.of(manualEventLoops.message(1, 10)), 0);
        guest.connection.ping();
        guest.connection.send(manualEventLoops.message(2, LARGE));
        readAll(guest, LARGE);
        guest.connection.closeIfSilent();
        manualEventLoops.run();
        assertThat(gone).containsExactly(guest.connection);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aClientsCloseIsAnsweredAndTheConnectionEnds(boolean nativeTransport) {
        ConnectedSpectator guest = welcome(nativeTransport);
        guest.connection.catchUp(List.of(manualEventLoops.message(1, 10)), 0);
        guest.send((byte) 0x88, (byte) 0x82, (byte) 0, (byte) 0, (byte) 0, (byte) 0, (byte) 0x03, (byte) 0xE9);
        while (gone.isEmpty()) {
            manualEventLoops.run();
        }
        assertThat(guest.read(LARGE)).endsWith(0x88, 0x02, 0x03, 0xE9);
        guest.connection.send(manualEventLoops.message(2, 10));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void nothingIsSentAfterAClose(boolean nativeTransport) {
        ConnectedSpectator guest = welcome(nativeTransport);
        guest.connection.catchUp(List.of(manualEventLoops.message(1, 10)), 0);
        guest.connection.close(CloseReason.OFFICIAL);
        guest.connection.close(CloseReason.DELETED);
        guest.connection.send(manualEventLoops.message(2, 10));
        guest.connection.catchUp(List.of(manualEventLoops.message(2, 10)), 0);
        guest.connection.ping();
        manualEventLoops.run();
        byte[] read = guest.read(LARGE);
        assertThat(read).hasSize(10 + 4 + CloseReason.OFFICIAL.text().length());
        assertThat(read[10]).isEqualTo((byte) 0x88);
    }

    private ConnectedSpectator welcome(boolean nativeTransport) {
        if (manualEventLoops == null) {
            manualEventLoops = new ManualEventLoops(nativeTransport, 2);
        }
        return manualEventLoops.connect(spectator(), LOOP, true);
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
    private static void fill(ConnectedSpectator guest) throws IOException {
        ByteBuf bytes = Unpooled.directBuffer(LARGE).writeZero(LARGE);
        while (((UnixChannel) guest.channel).fd().writeAddress(bytes.memoryAddress(), 0, LARGE) > 0) {
            // More.
        }
        bytes.release();
    }

    private byte[] next(ConnectedSpectator guest) {
        byte[] read = {};
        for (int i = 0; i < 1_000 && read.length == 0; i++) {
            manualEventLoops.run();
            read = guest.read(LARGE);
        }
        return read;
    }

    private int readAll(ConnectedSpectator guest, int most) {
        int all = 0;
        for (int quiet = 0; all < most && quiet < 1_000; quiet++) {
            manualEventLoops.run();
            int read = guest.read(most - all).length;
            all += read;
            quiet = read > 0 ? 0 : quiet;
        }
        return all;
    }
}
