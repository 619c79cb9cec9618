package org.gatecast.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.Message;
import io.vertx.junit5.VertxExtension;
import io.vertx.junit5.VertxTestContext;
import java.util.List;
import org.gatecast.bus.StoreCommand.JournalRead;
import org.gatecast.bus.StoreCommand.ReadJournal;
import org.gatecast.model.Authority;
import org.gatecast.model.ErrorCode;
import org.gatecast.model.EventId;
import org.gatecast.model.Refusal;
import org.gatecast.model.RefusedException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class BusClientTest {
    private static final EventId EVENT = new EventId("e");
    private static final OnCourseUpdate UPDATE = new OnCourseUpdate(new Authority(EVENT, "g", null), List.of(), false);

    private BusClient client;

    @BeforeEach
    void registerCodec(Vertx vertx) {
        LocalCodec.registerOn(vertx.eventBus());
        client = new BusClient(vertx.eventBus());
    }

    @Test
    void aMessageArrivesAsTheSameInstance(Vertx vertx, VertxTestContext test) {
        ReadJournal query = new ReadJournal(EVENT, 5);
        JournalRead reply = new JournalRead(List.of());
        vertx.eventBus().localConsumer(Addresses.STORE, (Message<Object> message) -> {
            test.verify(() -> assertThat(message.body()).isSameAs(query));
            message.reply(reply, LocalCodec.OPTIONS);
        });
        client.store(query)
                .onComplete(test.succeeding(got -> test.verify(() -> {
                    assertThat(got).isSameAs(reply);
                    test.completeNow();
                })));
    }

    @Test
    void aRefusalFailsTheFuture(Vertx vertx, VertxTestContext test) {
        Refusal refusal = new Refusal(ErrorCode.Forbidden, "Event e is official.");
        vertx.eventBus()
                .localConsumer(
                        Addresses.ON_COURSE, (Message<Object> message) -> message.reply(refusal, LocalCodec.OPTIONS));
        client.onCourse(UPDATE)
                .onComplete(test.failing(failure -> test.verify(() -> {
                    assertThat(((RefusedException) failure).refusal()).isEqualTo(refusal);
                    test.completeNow();
                })));
    }

    @Test
    void withoutAReceiverTheServiceIsUnavailable(VertxTestContext test) {
        client.store(new ReadJournal(EVENT, 5))
                .onComplete(test.failing(failure -> test.verify(() -> {
                    assertThat(((RefusedException) failure).refusal().code()).isEqualTo(ErrorCode.Unavailable);
                    assertThat(failure).hasMessage("The service is stopping; try again shortly.");
                    test.completeNow();
                })));
    }

    @Test
    void noMessageIsSentOverTheNetwork() {
        LocalCodec codec = new LocalCodec();
        assertThatThrownBy(() -> codec.encodeToWire(Buffer.buffer(), UPDATE))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("OnCourseUpdate");
        assertThat(codec.transform(UPDATE)).isSameAs(UPDATE);
    }
}
