package org.gatecast.store;

import io.vertx.core.Future;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import java.util.List;
import org.gatecast.bus.Addresses;
import org.gatecast.bus.CountSpectators;
import org.gatecast.bus.LocalCodec;
import org.gatecast.bus.MaintenanceRequest;
import org.gatecast.bus.PageFileRequest;
import org.gatecast.bus.SlotReservation;
import org.gatecast.bus.WebhookRequest;
import org.gatecast.model.ErrorCode;
import org.gatecast.model.Refusal;

/**
 * Answers what other verticles ask of the store besides commands: slots for spectators, files of pages, webhooks, and restores.
 * Only a restore waits for its turn among the commands. On the context of the store's verticle.
 */
final class StoreRequests {
    private final EventBus bus;

    StoreRequests(EventBus bus) {
        this.bus = bus;
    }

    void answerFrom(EventStore store) {
        store.slotReservations().ifPresent(this::answerSlots);
        store.pageFiles().ifPresent(this::answerPageFiles);
        WebhookStore webhooks = store.webhooks();
        bus.<WebhookRequest<?>>localConsumer(
                Addresses.WEBHOOKS, message -> reply(message, WebhookRequests.handle(message.body(), webhooks)));
    }

    private void answerSlots(SlotReservations slots) {
        bus.<SlotReservation>localConsumer(Addresses.SLOTS, message -> reply(message, slots.reserve(message.body())));
        bus.<CountSpectators>localConsumer(
                Addresses.SPECTATORS_ELSEWHERE,
                message -> reply(message, slots.countElsewhere(message.body().eventId())));
    }

    private void answerPageFiles(PageFileStore files) {
        bus.<PageFileRequest>localConsumer(Addresses.PAGE_FILES, message -> {
            PageFileRequest request = message.body();
            Future<PageFileRequest.Found> found = request instanceof PageFileRequest.Keep keep
                    ? files.keep(keep.files()).map(new PageFileRequest.Found(List.of()))
                    : files.find(((PageFileRequest.Find) request).addresses()).map(PageFileRequest.Found::new);
            reply(message, found);
        });
    }

    /** A restore waits for its turn among the commands of its event. */
    void answerFrom(RestoreService restores) {
        bus.<MaintenanceRequest>localConsumer(Addresses.MAINTENANCE, message -> restores.handle(message.body())
                .onComplete(done -> message.reply(done.result(), LocalCodec.OPTIONS)));
    }

    private static void reply(Message<?> message, Future<?> result) {
        result.onSuccess(reply -> message.reply(reply, LocalCodec.OPTIONS))
                .onFailure(failure -> message.reply(
                        new Refusal(ErrorCode.Unavailable, String.valueOf(failure.getMessage())), LocalCodec.OPTIONS));
    }
}
