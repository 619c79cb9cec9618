package org.gatecast.canoe123.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.gatecast.canoe123.stream.ResultTable;
import org.gatecast.canoe123.stream.ResultTableRow;
import org.junit.jupiter.api.Test;

/** What the calls with results hold beside rows: the word of the primary source, and when it is said again. */
class ResultQueueTest {
    private static final JsonObject ACCEPTED = new JsonObject().put("updated", 2);

    private long now;
    private final ResultQueue queue =
            new ResultQueue(KeptData.NOTHING, Clock.systemUTC(), PushTimes.DEFAULT, () -> now);

    @Test
    void everyCallSaysThatItIsThePrimarySource() {
        queue.offer(table(9000));

        assertThat(next().getBoolean("primary")).isTrue();
    }

    @Test
    void anEmptyCallSaysThatTheTimingProgramIsHeardWhenNothingElseWasSentForLong() {
        send(table(9000));
        pass(PushTimes.DEFAULT.heartbeat().minusNanos(1));
        queue.streamHeard();
        assertThat(queue.next()).isNull();

        pass(Duration.ofNanos(1));
        assertThat(queue.next()).as("the timing program is not heard").isNull();
        queue.streamHeard();
        assertThat(next()).isEqualTo(new JsonObject("{\"results\": [], \"primary\": true}"));
        queue.accepted(new JsonObject().put("updated", 0));

        queue.streamHeard();
        assertThat(queue.next()).as("just sent").isNull();
    }

    @Test
    void nothingIsSentBeforeTheFirstAcceptedCall() {
        pass(Duration.ofHours(1));
        queue.streamHeard();

        assertThat(queue.next()).isNull();
    }

    @Test
    void anEmptyCallThatWasNotAcceptedIsTriedAgainWhenTheTimingProgramIsHeard() {
        send(table(9000));
        pass(PushTimes.DEFAULT.heartbeat());
        queue.streamHeard();
        next();

        assertThat(queue.next()).isNull();
        queue.streamHeard();
        assertThat(next().getJsonArray("results")).isEmpty();
    }

    @Test
    void afterALongSilenceEverythingIsSentAgain() {
        send(table(9000));
        pass(PushTimes.DEFAULT.resend());
        queue.offer(table(9100));

        assertThat(next().getJsonArray("results")).hasSize(1);
        queue.accepted(ACCEPTED);
        assertThat(next().getJsonArray("results")).hasSize(1);
        queue.accepted(ACCEPTED);
        assertThat(queue.next()).isNull();
        assertThat(queue.lastCall().rows()).isEqualTo(1);
    }

    @Test
    void afterAShortSilenceOnlyNewsAreSent() {
        send(table(9000));
        pass(PushTimes.DEFAULT.resend().minusNanos(1));
        send(table(9100));

        assertThat(queue.next()).isNull();
    }

    @Test
    void whatWasIgnoredWithoutAnExportIsSentAgainWhenTheServiceHasTheExportOfSomebodyElse() {
        queue.offer(table(9000));
        queue.offer(Map.of("K1M_ST_BR1_6", "3"));
        next();
        queue.accepted(new JsonObject().put("updated", 0).put("ignored", true));
        pass(PushTimes.DEFAULT.heartbeat());
        queue.streamHeard();
        assertThat(next().getJsonArray("results")).isEmpty();
        queue.accepted(new JsonObject().put("updated", 0).put("ignored", true));
        assertThat(queue.next()).as("there is still no export").isNull();

        pass(PushTimes.DEFAULT.heartbeat());
        queue.streamHeard();
        next();
        queue.accepted(new JsonObject().put("updated", 0).put("races", 0));
        JsonObject again = next();
        queue.accepted(new JsonObject().put("updated", 2).put("races", 1));

        assertThat(again.getJsonArray("results")).hasSize(2);
        assertThat(again.getJsonArray("races")).hasSize(1);
        assertThat(queue.next()).isNull();
    }

    @Test
    void theServiceHearsOfTheSourceSoonerThanItWouldForgetIt() {
        assertThat(PushTimes.DEFAULT.heartbeat().multipliedBy(2)).isLessThanOrEqualTo(PushTimes.DEFAULT.resend());
        assertThat(PushTimes.DEFAULT.resend()).isLessThan(Duration.ofSeconds(30));
    }

    private void send(ResultTable table) {
        queue.offer(table);
        next();
        queue.accepted(ACCEPTED);
    }

    private JsonObject next() {
        return new JsonObject(queue.next().body());
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }

    /** Two riders, of whom the second has always the same time. */
    private static ResultTable table(int time) {
        return new ResultTable("K1M_ST_BR1_6", true, List.of(row(1, time), row(2, 9500)));
    }

    private static ResultTableRow row(int bib, int time) {
        return new ResultTableRow("p" + bib, bib, 0, null, false, time, 0, time, null, List.of(0, 0));
    }
}
