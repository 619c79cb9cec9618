package org.gatecast.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.store.StoreFutures.await;
import static org.gatecast.store.StoreFutures.awaitTrouble;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.gatecast.merge.StateDiff;
import org.gatecast.model.DetailField;
import org.gatecast.model.EventId;
import org.gatecast.model.EventImage;
import org.gatecast.model.EventMeta;
import org.gatecast.model.EventState;
import org.gatecast.model.EventStatus;
import org.gatecast.model.Image;
import org.gatecast.model.OrganiserDates;
import org.gatecast.model.ResultUpdate.Field;
import org.gatecast.snapshot.ChangeSet;
import org.junit.jupiter.api.Test;

class EventStoreTest extends OnEveryStore {
    @Test
    void eventsComeBackInTheOrderOfTheirCreation() {
        EventState other = SampleStates.draft("a0");
        await(store.create(draft, null));
        await(store.create(other, null));
        await(store.save(StateDiff.between(draft, imported), ChangeSet.NOTHING, null, Field.absent()));
        assertThat(await(store.loadAll())).containsExactly(imported, other);
    }

    @Test
    void anEditChangesTheEventAndItsImageTogether() {
        await(store.create(draft, null));
        EventMeta meta = draft.meta();
        EventState png = draft.withMeta(meta.withDetails(
                        meta.details().titled("Edited"),
                        Set.of(DetailField.LOCATION, DetailField.END_DATE),
                        new OrganiserDates(null, "2026-11-22"))
                .withImage(EventImage.ofOrganiser("image/png", 2))
                .withVersion(2));
        await(store.save(
                StateDiff.between(draft, png), ChangeSet.NOTHING, null, Field.of(new Image("image/png", new byte[] {1
                }))));
        assertThat(await(store.loadAll())).containsExactly(png);
        assertThat(image(2).orElseThrow().bytes()).containsExactly(1);
        assertThat(image(1)).isEmpty();

        EventState titled = png.withMeta(png.meta()
                .withDetails(png.meta().details().titled("Again"), Set.of(), OrganiserDates.NONE)
                .withVersion(3));
        await(store.save(StateDiff.between(png, titled), ChangeSet.NOTHING, null, Field.absent()));
        assertThat(image(2)).isPresent();

        EventState bare = titled.withMeta(titled.meta().withImage(null).withVersion(4));
        await(store.save(StateDiff.between(titled, bare), ChangeSet.NOTHING, null, Field.of(null)));
        assertThat(await(store.loadAll())).containsExactly(bare);
        assertThat(image(2)).isEmpty();
    }

    @Test
    void anImportsImageIsCommittedWithItsEntryInTheJournalAndKnownAgain() {
        await(store.create(draft, null));
        Image image = Image.withDigest("image/png", new byte[] {1, 2});
        EventState pictured = draft.withMeta(draft.meta()
                .withImage(new EventImage("image/png", 2, image.digest()))
                .withVersion(2));
        await(store.save(StateDiff.between(draft, pictured), ChangeSet.NOTHING, JournalTest.call(0), Field.of(image)));
        assertThat(await(store.loadAll())).containsExactly(pictured);
        assertThat(image(2).orElseThrow().bytes()).containsExactly(1, 2);
        assertThat(await(store.journal(draft.meta().eventId(), 10))).hasSize(1);
    }

    @Test
    void anEditThatDisagreesWithItsImageChangesNothing() {
        await(store.create(draft, null));
        EventState png = draft.withMeta(
                draft.meta().withImage(EventImage.ofOrganiser("image/png", 2)).withVersion(2));
        for (Image image : new Image[] {null, new Image("image/gif", new byte[] {1})}) {
            assertThat(awaitTrouble(
                            store.save(StateDiff.between(draft, png), ChangeSet.NOTHING, null, Field.of(image))))
                    .hasMessageContaining("disagree");
        }
        assertThat(await(store.loadAll())).containsExactly(draft);
    }

    @Test
    void instantsAreKeptToTheMillisecond() {
        EventMeta meta = draft.meta().withStatus(EventStatus.DRAFT, Instant.parse("2026-11-20T09:00:00.123987654Z"));
        await(store.create(draft.withMeta(meta), null));
        assertThat(await(store.loadAll()).get(0).meta().statusChangedAt())
                .isEqualTo(Instant.parse("2026-11-20T09:00:00.123Z"));
    }

    @Test
    void anImageIsStoredWithItsEvent() {
        byte[] bytes = new byte[1 << 20];
        bytes[7] = -1;
        EventState pictured = draft.withMeta(withImage(draft.meta(), "image/png"));
        await(store.create(pictured, new Image("image/png", bytes)));
        Image image = image(1).orElseThrow();
        assertThat(image.mediaType()).isEqualTo("image/png");
        assertThat(image.bytes()).isEqualTo(bytes);
        assertThat(await(store.loadAll())).containsExactly(pictured);
        assertThat(await(store.image(new EventId("nobody"), draft.meta().generation(), 1)))
                .isEmpty();
        assertThat(await(store.image(draft.meta().eventId(), "another", 1))).isEmpty();
    }

    @Test
    void aDeletedEventLeavesNoRowAndItsNumberIsNotUsedAgain() {
        EventState pictured = draft.withMeta(withImage(draft.meta(), "image/png"));
        long first = await(store.create(pictured, new Image("image/png", new byte[] {1})));
        EventState last = SampleStates.imported(pictured, 20);
        await(store.save(StateDiff.between(pictured, last), ChangeSet.NOTHING, null, Field.absent()));
        await(store.delete(last.meta()));
        assertThat(database.tables())
                .contains("events", "event_images", "results", "team_members")
                .allSatisfy(table -> assertThat(database.count(table)).isZero());
        assertThat(await(store.create(draft, null))).isGreaterThan(first);
    }

    @Test
    void anEventIsDeletedOnlyAsItWasCommittedLast() {
        assertThat(awaitTrouble(store.delete(draft.meta())).reason()).isEqualTo(StorageException.Reason.STALE);
        createAndSave(draft, imported);
        assertThat(awaitTrouble(store.delete(draft.meta())).reason()).isEqualTo(StorageException.Reason.STALE);
        assertThat(awaitTrouble(store.delete(imported.meta().withGeneration("another")))
                        .reason())
                .isEqualTo(StorageException.Reason.STALE);
        assertThat(await(store.loadAll())).containsExactly(imported);
    }

    @Test
    void savesOfSeveralEventsAtOnceDoNotDisturbEachOther() {
        EventState other = SampleStates.draft("e2");
        EventState otherImported = SampleStates.imported(other, 150);
        EventState next = SampleStates.withStreamResult(imported, RACE, RIDER, 8888);
        await(store.create(draft, null));
        await(store.create(other, null));
        await(Future.all(
                store.save(StateDiff.between(draft, imported), ChangeSet.NOTHING, null, Field.absent())
                        .compose(saved ->
                                store.save(StateDiff.between(imported, next), ChangeSet.NOTHING, null, Field.absent())),
                store.save(StateDiff.between(other, otherImported), ChangeSet.NOTHING, null, Field.absent())));
        assertThat(await(store.loadAll())).containsExactly(next, otherImported);
    }

    @Test
    void fiveThousandParticipantsAreImportedReadBackAndDeleted() {
        EventState large = SampleStates.imported(draft, 5000);
        createAndSave(draft, large);
        assertThat(await(store.loadAll())).containsExactly(large);
        await(store.delete(large.meta()));
        assertThat(database.count("results")).isZero();
    }

    private Optional<Image> image(long version) {
        return await(store.image(draft.meta().eventId(), draft.meta().generation(), version));
    }

    private static EventMeta withImage(EventMeta meta, String mediaType) {
        return meta.withImage(mediaType == null ? null : EventImage.ofOrganiser(mediaType, 1));
    }
}
