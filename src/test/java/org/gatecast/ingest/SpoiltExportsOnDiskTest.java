package org.gatecast.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.gatecast.config.Settings;
import org.gatecast.merge.ExportMerge;
import org.gatecast.merge.StateDiff;
import org.gatecast.merge.StreamSilence;
import org.gatecast.model.EventState;
import org.gatecast.model.Export;
import org.gatecast.model.Image;
import org.gatecast.model.MergeStrategy;
import org.gatecast.model.RefusedException;
import org.gatecast.model.ResultUpdate.Field;
import org.gatecast.snapshot.ChangeSet;
import org.gatecast.store.EventStore;
import org.gatecast.store.SampleStates;
import org.gatecast.store.sqlite.SqliteEventStore;
import org.gatecast.testing.Recording;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a real export can be stored, whatever the one before it was: from one to the next, row by row. */
class SpoiltExportsOnDiskTest {
    private static final int ENOUGH = 80;

    private final Vertx vertx = Vertx.vertx();
    private final ExportParser parser = new ExportParser(XmlLimits.DEFAULT);

    @TempDir
    private Path directory;

    @AfterEach
    void close() {
        await(vertx.close());
    }

    @Test
    void everyStepFromOneSpoiltExportToTheNextIsStored() {
        EventStore store = await(SqliteEventStore.open(
                vertx,
                Settings.defaults().database().inFile(directory.resolve("events.db")),
                Settings.defaults().journal()));
        ExportPieces excerpt = ExportPieces.of(Recording.xml()).excerpt(1);
        ExportMutator mutator = new ExportMutator(new Random(4));
        EventState state = SampleStates.draft("e");
        await(store.create(state, null));
        int stored = 0;
        while (stored < ENOUGH) {
            Export export = read(mutator.spoil(excerpt));
            EventState next = export == null ? state : imported(state, export);
            if (!next.equals(state)) {
                await(store.save(StateDiff.between(state, next), ChangeSet.NOTHING, null, image(state, next, export)));
                state = next;
                stored++;
            }
        }
        assertThat(await(store.loadAll())).containsExactly(state);
        await(store.close());
    }

    private Export read(byte[] xml) {
        try {
            return parser.parse(xml);
        } catch (RefusedException e) {
            return null;
        }
    }

    private static EventState imported(EventState state, Export export) {
        EventState next = ExportMerge.apply(
                state, export, Instant.EPOCH, MergeStrategy.TCP, new StreamSilence(Map.of(), Duration.ofSeconds(30)));
        return next.equals(state)
                ? state
                : next.withMeta(next.meta().withVersion(state.meta().version() + 1));
    }

    private static Field<Image> image(EventState before, EventState after, Export export) {
        return Objects.equals(before.meta().image(), after.meta().image())
                ? Field.absent()
                : Field.of(after.meta().image() == null ? null : export.image());
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
