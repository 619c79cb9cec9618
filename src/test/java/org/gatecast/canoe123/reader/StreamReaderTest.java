package org.gatecast.canoe123.reader;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.gatecast.canoe123.RecordedStream;
import org.gatecast.canoe123.StandInTimingPc;
import org.gatecast.canoe123.retry.Backoff;
import org.gatecast.canoe123.stream.StreamMessage;
import org.gatecast.testing.Await;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StreamReaderTest implements StreamListener {
    private static final byte[] CLOCK = message("<TimeOfDay>10:34:11</TimeOfDay>");
    private static final byte[] NOBODY = message("<OnCourse Total=\"0\" Position=\"0\" />");

    private final Vertx vertx = Vertx.vertx();
    private final Context loop = vertx.getOrCreateContext();
    private final StandInTimingPc pc = new StandInTimingPc();
    private final List<StreamMessage> received = new CopyOnWriteArrayList<>();
    private final List<String> connections = new CopyOnWriteArrayList<>();
    private final List<String> losses = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() throws TimeoutException {
        vertx.close().await(10, TimeUnit.SECONDS);
        pc.close();
    }

    @Test
    void theWholeRecordingIsReadAndNotAByteIsSent() {
        start(Duration.ofSeconds(20));
        pc.awaitClient();
        pc.send(RecordedStream.bytes());
        awaitMessages(1051);
        pc.disconnect();

        awaitLosses(1);
        assertThat(pc.received()).isZero();
    }

    @Test
    void theReaderConnectsAgainAfterARestartOfThePcAndSaysOnceThatItIsLost() {
        start(Duration.ofSeconds(20));
        pc.awaitClient();
        pc.send(CLOCK);
        awaitMessages(1);
        pc.close();
        awaitLosses(1);
        pc.start();
        Await.until("it is connected again", () -> connections.size() == 2);
        pc.awaitClient();
        pc.send(CLOCK);
        awaitMessages(2);

        assertThat(losses).singleElement().asString().contains("closed the connection");
        assertThat(pc.received()).isZero();
    }

    @Test
    void halfAMessageOfTheLastConnectionDoesNotDamageTheNextOne() {
        start(Duration.ofSeconds(20));
        pc.awaitClient();
        pc.send(CLOCK);
        pc.send(CLOCK, 0, 40);
        awaitMessages(1);
        pc.disconnect();
        Await.until("it is connected again", () -> connections.size() == 2);
        pc.awaitClient();
        pc.send(CLOCK);
        awaitMessages(2);

        assertThat(received).containsOnly(received.get(0));
    }

    @Test
    void aConnectionWithoutAClockIsLostThoughOtherMessagesArrive() {
        start(Duration.ofMillis(300));
        pc.awaitClient();
        Await.until("the connection is given up", () -> {
            pc.send(NOBODY);
            return !losses.isEmpty();
        });

        assertThat(losses.get(0)).contains("no time of day");
        Await.until("it is connected again", () -> pc.accepted() > 1);
        assertThat(received).contains(new StreamMessage.OnCourse(0, List.of()));
    }

    @Test
    void aPcThatCannotBeReachedIsReportedOnceAndFoundLater() {
        pc.close();
        start(Duration.ofSeconds(20));
        awaitLosses(1);
        pc.start();
        Await.until("it is connected", () -> connections.size() == 1);

        assertThat(losses).singleElement().asString().contains("no connection to 127.0.0.1:" + pc.port());
    }

    @Test
    void theReaderConnectsAtOnceWhenTheNetworkIsBack() {
        pc.close();
        StreamReader reader = start(Duration.ofSeconds(20), Duration.ofMinutes(10));
        awaitLosses(1);
        pc.start();
        loop.runOnContext(v -> reader.retryNow());

        Await.until("it is connected", () -> connections.size() == 1);
    }

    private void start(Duration silence) {
        start(silence, Duration.ofMillis(20));
    }

    private StreamReader start(Duration silence, Duration retry) {
        ReaderTimes times = new ReaderTimes(Duration.ofSeconds(5), silence, retry, retry.multipliedBy(5));
        StreamReader reader = new StreamReader(
                vertx,
                StreamAddress.of(new HostPort("127.0.0.1", pc.port())),
                this,
                times,
                new Backoff(times.firstRetry(), times.longestRetry(), () -> 0));
        loop.runOnContext(v -> reader.start());
        return reader;
    }

    private void awaitMessages(int count) {
        Await.until(count + " messages are read", () -> received.size() >= count, received::size);
    }

    private void awaitLosses(int count) {
        Await.until("the connection is lost", () -> losses.size() >= count);
    }

    private static byte[] message(String content) {
        return ("<Canoe123 System=\"Main\">" + content + "</Canoe123>|").getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void connected(String address) {
        connections.add(address);
    }

    @Override
    public void received(StreamMessage message) {
        received.add(message);
    }

    @Override
    public void disconnected(String why) {
        losses.add(why);
    }
}
