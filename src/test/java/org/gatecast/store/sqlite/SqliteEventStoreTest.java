package org.gatecast.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.gatecast.model.EventState;
import org.gatecast.model.ParticipantId;
import org.gatecast.model.RaceId;
import org.gatecast.store.EventStore;
import org.gatecast.store.States;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteEventStoreTest {
    private final Vertx vertx = Vertx.vertx();

    @TempDir
    Path directory;

    @AfterEach
    void closeVertx() {
        await(vertx.close());
    }

    @Test
    void aReopenedStoreGivesBackWhatWasSaved() {
        EventStore store = open();
        EventState draft = States.draft("e1");
        EventState imported = States.imported(draft, 250);
        EventState next =
                States.withStreamResult(imported, new RaceId("K1M_1_BR2"), new ParticipantId("P150.K1M_1"), 8888);
        await(store.create(draft, null));
        await(store.save(draft, imported));
        await(store.save(imported, next));
        await(store.close());

        assertThat(await(open().loadAll())).containsExactly(next);
    }

    private EventStore open() {
        return await(SqliteEventStore.open(vertx, directory.resolve("data/events.db")));
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.await(20, TimeUnit.SECONDS);
        } catch (java.util.concurrent.TimeoutException e) {
            throw new AssertionError("nothing came of it", e);
        }
    }
}
