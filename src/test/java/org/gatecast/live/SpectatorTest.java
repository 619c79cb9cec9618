package org.gatecast.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.unix.UnixChannel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.gatecast.live.Hall.Guest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On real sockets, on the native transport and without it. */
class SpectatorTest {
    /** Far more than both ends of a connection hold. */
    private static final int LARGE = 1 << 20;

    private static final int LOOP = 0;
    private static final int OTHER_LOOP = 1;

    private static final byte[] PING = {(byte) 0x89, (byte) 0x80, 1, 2, 3, 4};
    private static final byte[] PING_WITH_PAYLOAD = {(byte) 0x89, (byte) 0x81, 1, 2, 3, 4, 'x' ^ 1};

    private final List<Long> behindSince = new ArrayList<>();
    private final List<Spectator> gone = new ArrayList<>();
    private Hall hall;

    @AfterEach
    void close() {
        hall.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aFrameThatTheSocketTakesIsThereAtOnce(boolean nativeTransport) {
        Guest guest = welcome(nativeTransport);
        guest.spectator.bringUpToDate(List.of(hall.frames(1, 100)), 0);
        guest.spectator.hear(hall.frames(2, 50));
        assertThat(guest.read(LARGE)).hasSize(150);
        assertThat(behindSince).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void beforeItIsBroughtUpToDateASpectatorHearsNothingAndMissesNothing(boolean nativeTransport) {
        Guest guest = welcome(nativeTransport);
        guest.spectator.hear(hall.frames(1, 100));
        hall.turn();
        assertThat(guest.read(LARGE)).isEmpty();
        assertThat(behindSince).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aSlowSpectatorHoldsOneFrameAndAsksForTheRestWhenItIsThrough(boolean nativeTransport) {
        Guest guest = welcome(nativeTransport);
        guest.spectator.bringUpToDate(List.of(hall.frames(1, LARGE)), 0);
        Frames missed = hall.frames(2, 100);
        guest.spectator.hear(missed);
        guest.spectator.hear(missed);
        assertThat(missed.plain().refCnt()).isEqualTo(1);
        assertThat(readAll(guest, LARGE)).isEqualTo(LARGE);
        assertThat(behindSince).containsExactly(1L);
        guest.spectator.bringUpToDate(List.of(hall.frames(2, 100)), 0);
        guest.spectator.hear(hall.frames(3, 50));
        assertThat(readAll(guest, 150)).isEqualTo(150);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aFrameThatWaitedIsReleasedOnceItIsGoneOrItsReaderIs(boolean nativeTransport) {
        Guest reader = welcome(nativeTransport);
        Guest leaver = welcome(nativeTransport);
        Frames frames = hall.frames(1, LARGE);
        reader.spectator.bringUpToDate(List.of(frames), 0);
        leaver.spectator.bringUpToDate(List.of(frames), 0);
        assertThat(frames.plain().refCnt()).isEqualTo(3);
        readAll(reader, LARGE);
        leaver.channel.close();
        hall.turn();
        assertThat(frames.plain().refCnt()).isEqualTo(1);
        assertThat(gone).containsExactly(leaver.spectator);
    }

    @Test
    void aFrameNeverGoesToWhoeverWasGivenTheClosedSocketsNumber() {
        assumeThat(Epoll.isAvailable()).isTrue();
        Guest closed = welcome(true);
        closed.spectator.bringUpToDate(List.of(hall.frames(1, 10)), 0);
        int number = ((UnixChannel) closed.channel).fd().intValue();
        closed.channel.close();
        Guest heir;
        do {
            heir = hall.welcome(spectator(), OTHER_LOOP, true);
        } while (((UnixChannel) heir.channel).fd().intValue() < number);
        assertThat(((UnixChannel) heir.channel).fd().intValue()).isEqualTo(number);

        closed.spectator.hear(hall.frames(2, 10));
        closed.spectator.ping();

        assertThat(heir.read(LARGE)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatPassedByIsAskedForOnceThoughTheSocketIsFreeTwiceBeforeItComes(boolean nativeTransport) {
        Guest guest = welcome(nativeTransport);
        guest.spectator.bringUpToDate(List.of(hall.frames(1, LARGE)), 0);
        guest.spectator.hear(hall.frames(2, 10));
        readAll(guest, LARGE);
        guest.say(PING);
        for (int pong = 0; pong == 0; ) {
            hall.turn();
            pong = guest.read(LARGE).length;
        }
        hall.turn();
        assertThat(behindSince).containsExactly(1L);

        guest.spectator.bringUpToDate(List.of(hall.frames(3, LARGE)), 0);
        guest.spectator.hear(hall.frames(4, 10));
        readAll(guest, LARGE);
        assertThat(behindSince).containsExactly(1L, 3L);
    }

    @Test
    void aMessageNeverOvertakesTheAnswerToAPingOrComesIntoItsMiddle() throws IOException {
        assumeThat(Epoll.isAvailable()).isTrue();
        Guest guest = welcome(true);
        guest.spectator.bringUpToDate(List.of(hall.frames(1, 10)), 0);
        fill(guest);
        guest.say(PING);
        while (guest.channel.unsafe().outboundBuffer().isEmpty()) {
            hall.turn();
        }
        guest.spectator.hear(hall.frames(2, 10));
        readAll(guest, LARGE);
        assertThat(behindSince)
                .as("the message waited for its turn, and was missed")
                .containsExactly(1L);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPingThatComesWhileAMessageIsOnItsWayIsAnsweredBehindIt(boolean nativeTransport) {
        Guest guest = welcome(nativeTransport);
        guest.spectator.bringUpToDate(List.of(hall.frames(1, LARGE)), 0);
        guest.say(PING);
        guest.say(PING_WITH_PAYLOAD);
        for (int i = 0; i < 10; i++) {
            hall.turn();
        }
        guest.spectator.hear(hall.frames(2, 10));
        assertThat(readAll(guest, LARGE)).isEqualTo(LARGE);
        assertThat(next(guest)).as("the newest ping's answer").containsExactly(0x8A, 1, 'x');
        assertThat(behindSince).as("what passed by is asked for once").containsExactly(1L);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoIsBusyReadingWhenThePingIsDueIsNotCutOnceItHasRead(boolean nativeTransport) {
        Guest guest = welcome(nativeTransport);
        guest.spectator.bringUpToDate(List.of(hall.frames(1, LARGE)), 0);
        guest.spectator.ping();
        readAll(guest, LARGE);
        guest.spectator.cutIfSilent();
        hall.turn();
        assertThat(guest.channel.isOpen()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoReadsNothingIsCutThoughNoPingCouldBeSent(boolean nativeTransport) {
        Guest guest = welcome(nativeTransport);
        guest.spectator.bringUpToDate(List.of(hall.frames(1, LARGE)), 0);
        guest.spectator.ping();
        hall.turn();
        guest.spectator.cutIfSilent();
        hall.turn();
        assertThat(gone).containsExactly(guest.spectator);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPingThatWasSentIsAnsweredByAPongAndByNothingElse(boolean nativeTransport) {
        Guest guest = welcome(nativeTransport);
        guest.spectator.bringUpToDate(List.of(hall.frames(1, 10)), 0);
        guest.spectator.ping();
        guest.spectator.hear(hall.frames(2, LARGE));
        readAll(guest, LARGE);
        guest.spectator.cutIfSilent();
        hall.turn();
        assertThat(gone).containsExactly(guest.spectator);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoSaysGoodbyeIsAnsweredAndLetGo(boolean nativeTransport) {
        Guest guest = welcome(nativeTransport);
        guest.spectator.bringUpToDate(List.of(hall.frames(1, 10)), 0);
        guest.say((byte) 0x88, (byte) 0x82, (byte) 0, (byte) 0, (byte) 0, (byte) 0, (byte) 0x03, (byte) 0xE9);
        while (gone.isEmpty()) {
            hall.turn();
        }
        assertThat(guest.read(LARGE)).endsWith(0x88, 0x02, 0x03, 0xE9);
        guest.spectator.hear(hall.frames(2, 10));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void nothingIsSaidAfterGoodbye(boolean nativeTransport) {
        Guest guest = welcome(nativeTransport);
        guest.spectator.bringUpToDate(List.of(hall.frames(1, 10)), 0);
        guest.spectator.close(CloseReason.OFFICIAL);
        guest.spectator.close(CloseReason.DELETED);
        guest.spectator.hear(hall.frames(2, 10));
        guest.spectator.bringUpToDate(List.of(hall.frames(2, 10)), 0);
        guest.spectator.ping();
        hall.turn();
        byte[] read = guest.read(LARGE);
        assertThat(read).hasSize(10 + 4 + CloseReason.OFFICIAL.text().length());
        assertThat(read[10]).isEqualTo((byte) 0x88);
    }

    private Guest welcome(boolean nativeTransport) {
        if (hall == null) {
            hall = new Hall(nativeTransport, 2);
        }
        return hall.welcome(spectator(), LOOP, true);
    }

    private Spectator spectator() {
        return new Spectator(
                Wire.Agreed.PLAINLY,
                new Spectator.Doorkeeper() {
                    @Override
                    public void gone(Spectator spectator) {
                        gone.add(spectator);
                    }

                    @Override
                    public void behind(Spectator spectator, long version) {
                        behindSince.add(version);
                    }
                },
                new ClientFrames.Limits(1024, 120),
                new Traffic());
    }

    /** Leaves no room in the socket, and nothing waiting for room either. */
    private static void fill(Guest guest) throws IOException {
        ByteBuf bytes = Unpooled.directBuffer(LARGE).writeZero(LARGE);
        while (((UnixChannel) guest.channel).fd().writeAddress(bytes.memoryAddress(), 0, LARGE) > 0) {
            // More.
        }
        bytes.release();
    }

    private byte[] next(Guest guest) {
        byte[] read = {};
        for (int i = 0; i < 1_000 && read.length == 0; i++) {
            hall.turn();
            read = guest.read(LARGE);
        }
        return read;
    }

    private int readAll(Guest guest, int most) {
        int all = 0;
        for (int quiet = 0; all < most && quiet < 1_000; quiet++) {
            hall.turn();
            int read = guest.read(most - all).length;
            all += read;
            quiet = read > 0 ? 0 : quiet;
        }
        return all;
    }
}
