package org.gatecast.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.store.StoreFutures.await;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.gatecast.model.EventId;
import org.gatecast.model.EventImage;
import org.gatecast.model.EventState;
import org.gatecast.model.Image;
import org.gatecast.model.IngestCall;
import org.gatecast.model.IngestSource;
import org.gatecast.model.JournalEntry;
import org.gatecast.model.JournalEntry.Outcome;
import org.gatecast.store.StoreKind.TestDatabase;
import org.gatecast.store.postgres.PostgresTransfer;
import org.gatecast.store.sqlite.EventFile;
import org.gatecast.testing.PostgresCluster;
import org.gatecast.testing.TemporaryDirectory;

/** Any event that is copied to a file, from there to PostgreSQL and back to a file is the same, with all that belongs to it. */
class EventTransferTest {
    private static final EventId EVENT = new EventId("e");
    private static final Instant NOW = Instant.parse("2026-06-20T10:00:00Z");
    private static final String ODD_TEXT = "left out: \u0000 \uFFFF 'x'";

    private static Vertx vertx;
    private static TemporaryDirectory directory;
    private static TestDatabase database;

    @BeforeContainer
    static void createDatabase() {
        vertx = Vertx.vertx();
        directory = TemporaryDirectory.create("gatecast");
        database = PostgresCluster.isInstalled() ? StoreKind.POSTGRESQL.create() : null;
    }

    @AfterContainer
    static void removeDatabase() {
        await(vertx.close());
        directory.close();
        if (database != null) {
            database.close();
        }
    }

    @Property(tries = 25, shrinking = ShrinkingMode.BOUNDED)
    void aCopyIsTheSame(@ForAll("events") EventState state) {
        StoredEvent event = whole(state);
        Path file = write(event);
        assertThat(read(file)).isEqualTo(event);
        if (database == null) {
            return;
        }
        PostgresTransfer transfer = new PostgresTransfer(vertx, database.settings());
        List<EventId> copied = await(EventFile.read(vertx, file, source -> transfer.write(true, NOW, source::copyAll)));
        assertThat(copied).containsExactly(EVENT);
        assertThat(database.texts("SELECT restored_at FROM events"))
                .containsExactly(String.valueOf(NOW.toEpochMilli()));
        StoredEvent there = await(transfer.read(source -> source.read(EVENT))).orElseThrow();
        assertThat(there.state().meta().generation()).isNotEqualTo(state.meta().generation());
        assertThat(withGenerationOf(event, there)).isEqualTo(event);
        assertThat(read(write(there))).isEqualTo(there);
    }

    @Provide
    Arbitrary<EventState> events() {
        return RandomEventStates.any(EVENT, 7);
    }

    private static StoredEvent whole(EventState state) {
        Image image = Image.withDigest("image/png", new byte[] {0, -1, 127});
        EventState withImage = state.withMeta(state.meta().withImage(EventImage.ofOrganiser(image.mediaType(), 3)));
        List<JournalEntry> journal = LongStream.of(7, 5, 2)
                .mapToObj(version -> JournalEntry.of(
                        new IngestCall(IngestSource.XML, NOW, 9, 8, 7, 6, 5, List.of(ODD_TEXT)),
                        Outcome.CHANGED,
                        version))
                .toList();
        return new StoredEvent(
                withImage,
                image,
                journal,
                state.races().keySet().stream().collect(Collectors.toMap(race -> race, race -> NOW)));
    }

    private static Path write(StoredEvent event) {
        Path file = directory.path().resolve("event.db");
        await(EventFile.write(vertx, file, sink -> sink.add(event)));
        assertThat(directory.path()).isDirectoryNotContaining("glob:**.partial");
        return file;
    }

    private static StoredEvent read(Path file) {
        Future<Optional<StoredEvent>> read = EventFile.read(vertx, file, source -> source.read(EVENT));
        return await(read).orElseThrow();
    }

    private static StoredEvent withGenerationOf(StoredEvent event, StoredEvent copy) {
        EventState state = copy.state();
        return new StoredEvent(
                state.withMeta(state.meta().withGeneration(event.state().meta().generation())),
                copy.image(),
                copy.journal(),
                copy.mentions());
    }
}
