package org.gatecast.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.vertx.core.http.HttpServerOptions;
import java.net.InetAddress;
import java.util.concurrent.atomic.AtomicLong;
import org.gatecast.config.Settings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When connections are cut for their slowness. The clock is a number, which may run over. */
class ConnectionReaperTest {
    private static final Settings SETTINGS = Settings.defaults();
    private static final long HEAD_NANOS = SETTINGS.limits().headTimeout().toNanos();
    private static final long BODY_NANOS = SETTINGS.limits().bodyTimeout().toNanos();

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - HEAD_NANOS);
    private final Limiter limiter = new Limiter(SETTINGS.limits(), SETTINGS.proxies(), now::get);
    private final ConnectionReaper reaper =
            new ConnectionReaper(limiter, SETTINGS.limits(), new HttpServerOptions(), 1, now::get);
    private final EmbeddedChannel channel = new EmbeddedChannel();

    @AfterEach
    void nothingStays() {
        channel.finishAndReleaseAll();
    }

    @Test
    void aConnectionWhoseHeadTakesTooLongIsClosed() {
        arrive();
        pass(HEAD_NANOS);
        assertThat(channel.isOpen()).isTrue();
        pass(1);
        assertThat(channel.isOpen()).isFalse();
        assertThat(limiter.rejections().of(RejectionReason.SLOW_HEAD)).isOne();
    }

    @Test
    void afterAPauseAHeadGetsTheWholeTimeAgain() {
        arrive();
        pass(HEAD_NANOS / 2);
        stopFor(3 * HEAD_NANOS);
        assertThat(channel.isOpen()).isTrue();
        pass(HEAD_NANOS);
        assertThat(channel.isOpen()).isTrue();
        pass(1);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void afterAPauseABodyGetsTheWholeTimeAgain() {
        arrive();
        channel.writeInbound(new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/"));
        stopFor(2 * BODY_NANOS);
        assertThat(channel.isOpen()).isTrue();
        pass(HEAD_NANOS + 1);
        assertThat(channel.isOpen()).isFalse();
        assertThat(limiter.rejections().of(RejectionReason.SLOW_BODY)).isOne();
    }

    @Test
    void whatIsShorterThanHalfTheTimeOfAHeadIsNoPause() {
        arrive();
        for (int i = 0; i < 3; i++) {
            stopFor(HEAD_NANOS / 2);
        }
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void afterATimeWithoutTicksThereWasNoPause() {
        now.addAndGet(3 * HEAD_NANOS);
        reaper.resumeTicks();
        arrive();
        pass(HEAD_NANOS + 1);
        assertThat(channel.isOpen()).isFalse();
    }

    private void arrive() {
        AddressLimits address = limiter.addressLimits(InetAddress.getLoopbackAddress());
        reaper.watch(channel, InetAddress.getLoopbackAddress(), address);
    }

    /** The service runs on meanwhile. */
    private void pass(long nanos) {
        long turn = reaper.tickMillis() * 1_000_000;
        for (long left = nanos; left > 0; left -= turn) {
            now.addAndGet(Math.min(turn, left));
            reaper.tick();
        }
        channel.runPendingTasks();
    }

    private void stopFor(long nanos) {
        now.addAndGet(nanos);
        reaper.tick();
        channel.runPendingTasks();
    }
}
