package org.gatecast.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.store.StoreFutures.await;

import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.gatecast.bus.WebhookRequest.Claimed;
import org.gatecast.bus.WebhookRequest.OverflowFound;
import org.gatecast.config.Settings;
import org.gatecast.merge.StateDiff;
import org.gatecast.model.EventId;
import org.gatecast.model.EventState;
import org.gatecast.model.ResultUpdate.Field;
import org.gatecast.model.Webhook;
import org.gatecast.model.WebhookAttempt;
import org.gatecast.model.WebhookEvent;
import org.gatecast.model.WebhookEventType;
import org.gatecast.model.WebhookProgress;
import org.gatecast.model.WebhookStatus;
import org.gatecast.snapshot.ChangeSet;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What webhooks are told, and how far. */
class WebhookTablesTest extends OnEveryStore {
    private static final EventId EVENT = new EventId("e1");
    private static final Instant AT = Instant.parse("2026-11-20T09:00:00.123Z");

    private EventState state;

    @BeforeEach
    void createEventWithWebhooks() {
        createAndSave(draft, imported);
        state = imported;
        saveWebhooks(webhook("one", true, 0), webhook("two", true, 0), webhook("off", false, 0));
    }

    @Test
    void whatAChangeTellsIsSavedWithIt() {
        WebhookEvent first = change("first \u0000 'x'");
        WebhookEvent second = change("second");
        assertThat(events(0)).containsExactly(first, second);
        assertThat(events(first.position())).containsExactly(second);
        assertThat(await(store.webhooks().events(EVENT, "another", 0, 9))).isEmpty();
        assertThat(await(store.load(EVENT))).contains(state);
    }

    @Test
    void whatIsBesideTheNewestIsCountedFromWhereTheWebhookStands() {
        WebhookEvent first = change("first");
        WebhookEvent second = change("second");
        change("third");
        assertThat(overflow(0, 1)).isEqualTo(new OverflowFound(2, second.position()));
        assertThat(overflow(0, 2)).isEqualTo(new OverflowFound(1, first.position()));
        assertThat(overflow(first.position(), 1)).isEqualTo(new OverflowFound(1, second.position()));
        assertThat(overflow(first.position(), 2)).isEqualTo(new OverflowFound(0, 0));
    }

    @Test
    void aChangeThatIsNotSavedTellsNothing() {
        EventState next = withStreamResult(state);
        EventState stale = next.withMeta(next.meta().withVersion(next.meta().version() + 1));
        EventState unknown = state.withMeta(state.meta().withVersion(99));
        assertThat(StoreFutures.awaitTrouble(store.save(
                                StateDiff.between(
                                        unknown, stale.withMeta(stale.meta().withVersion(100))),
                                ChangeSet.NOTHING,
                                null,
                                Field.absent(),
                                List.of(event(100, "lost"))))
                        .reason())
                .isEqualTo(StorageException.Reason.STALE);
        assertThat(events(0)).isEmpty();
    }

    @Test
    void progressIsSavedAndWhatEverybodyHasIsDeleted() {
        WebhookEvent first = change("first");
        WebhookEvent second = change("second");
        List<WebhookStatus> claimed = claim(store).webhooks();
        assertThat(claimed).extracting(status -> status.progress().webhookId()).containsExactly("one", "two");
        assertThat(claimed.get(0).waiting()).isEqualTo(2);
        assertThat(claimed.get(0).oldestAt()).isEqualTo(AT);
        WebhookProgress one = claimed.get(0).progress().deliveredUpTo(second.position());
        WebhookProgress two = claimed.get(1)
                .progress()
                .deliveredUpTo(first.position())
                .failed(AT, AT.plusSeconds(2))
                .skippedUpTo(first.position(), 7);
        await(store.webhooks().record(List.of(one, two), List.of()));
        assertThat(events(0)).containsExactly(second);
        List<WebhookStatus> saved = await(store.webhooks().status(EVENT));
        assertThat(saved.subList(0, 2)).extracting(WebhookStatus::progress).containsExactly(one, two);
        assertThat(saved).extracting(WebhookStatus::waiting).startsWith(0L, 1L);
    }

    @Test
    void anAttemptThatWasAskedForIsNotOverwritten() {
        WebhookEvent first = change("first");
        WebhookProgress one = claim(store).webhooks().get(0).progress();
        await(store.webhooks().retry(EVENT, generation(), "one"));
        await(store.webhooks().record(List.of(one.failed(AT, null)), List.of()));
        assertThat(await(store.webhooks().status(EVENT)).get(0).progress()).isEqualTo(one.retried(1));
        await(store.webhooks().record(List.of(one.retried(1).deliveredUpTo(first.position())), List.of()));
        assertThat(await(store.webhooks().status(EVENT)).get(0).waiting()).isZero();
    }

    @Test
    void whatWasBeforeAWebhookDoesNotWaitForIt() {
        WebhookEvent first = change("first");
        saveWebhooks(webhook("one", true, WebhookEvent.endOf(state.meta().version() + 1)));
        assertThat(claim(store).webhooks().get(0).waiting()).isZero();
        assertThat(claim(store).webhooks().get(0).progress().delivered()).isGreaterThan(first.position());
        change("second");
        assertThat(claim(store).webhooks().get(0).waiting()).isEqualTo(1);
    }

    @Test
    void nothingWaitsOnceTheLastEnabledWebhookIsGone() {
        change("first");
        saveWebhooks(webhook("one", true, 0));
        assertThat(database.count("webhook_events")).isEqualTo(1);
        saveWebhooks(webhook("one", false, 0));
        assertThat(database.count("webhook_events")).isZero();
        assertThat(claim(store).webhooks()).isEmpty();
    }

    @Test
    void theLogKeepsTheNewestAttempts() {
        List<WebhookAttempt> attempts = IntStream.rangeClosed(1, 250)
                .mapToObj(i -> new WebhookAttempt(
                        EVENT,
                        generation(),
                        "one",
                        AT.plusSeconds(i),
                        "m",
                        WebhookEventType.TEST,
                        i % 2 == 0 ? null : "race",
                        i,
                        i % 2 == 0 ? null : 500,
                        i % 3 == 0 ? null : "'\u0000",
                        i))
                .toList();
        await(store.webhooks().record(List.of(), attempts));
        List<WebhookAttempt> read = await(store.webhooks().attempts(EVENT, "one", 3));
        assertThat(read).containsExactly(attempts.get(249), attempts.get(248), attempts.get(247));
        assertThat(database.count("webhook_attempts")).isEqualTo(200);
        assertThat(await(store.webhooks().attempts(EVENT, "two", 3))).isEmpty();
    }

    @Test
    void aWebhookIsOneNodesUntilItGivesItUpOrFallsSilent() {
        Assumptions.assumeTrue(kind == StoreKind.POSTGRESQL, "only there are several nodes");
        Vertx vertx = Vertx.vertx();
        EventStore other = database.open(vertx, Settings.defaults().journal());
        try {
            WebhookProgress mine = claim(store).webhooks().get(0).progress();
            assertThat(claim(store).webhooks()).hasSize(2);
            assertThat(claim(other).webhooks()).isEmpty();
            await(other.webhooks().record(List.of(mine.failed(AT, null)), List.of()));
            assertThat(await(store.webhooks().status(EVENT)).get(0).progress()).isEqualTo(mine);

            await(store.webhooks().release());
            assertThat(claim(other).webhooks()).hasSize(2);
            assertThat(claim(store).webhooks()).isEmpty();

            database.texts("UPDATE webhooks SET claimed_until = 1 RETURNING webhook_id");
            assertThat(claim(store).webhooks()).hasSize(2);
            await(other.webhooks().record(List.of(mine.failed(AT, null)), List.of()));
            assertThat(await(store.webhooks().status(EVENT)).get(0).progress()).isEqualTo(mine);
        } finally {
            await(other.close());
            await(vertx.close());
        }
    }

    private static Claimed claim(EventStore node) {
        return await(node.webhooks().claim());
    }

    private List<WebhookEvent> events(long after) {
        return await(store.webhooks().events(EVENT, generation(), after, 50));
    }

    private OverflowFound overflow(long after, long kept) {
        return await(store.webhooks().overflow(EVENT, generation(), after, kept));
    }

    private String generation() {
        return state.meta().generation();
    }

    private static Webhook webhook(String id, boolean enabled, long since) {
        return new Webhook(
                id, "https://" + id, "whsec_", null, null, Set.of(WebhookEventType.values()), enabled, since, AT);
    }

    private void saveWebhooks(Webhook... webhooks) {
        EventState next = state.withMeta(state.meta()
                .withWebhooks(List.of(webhooks))
                .withVersion(state.meta().version() + 1));
        await(store.save(StateDiff.between(state, next), ChangeSet.NOTHING, null, Field.absent()));
        state = next;
    }

    /** Changes one result, and nothing else. */
    private WebhookEvent change(String text) {
        EventState next = withStreamResult(state);
        WebhookEvent told = event(next.meta().version(), text);
        await(store.save(StateDiff.between(state, next), ChangeSet.NOTHING, null, Field.absent(), List.of(told)));
        state = next;
        return told;
    }

    private static EventState withStreamResult(EventState before) {
        long version = before.meta().version() + 1;
        EventState next = SampleStates.withStreamResult(before, RACE, RIDER, 9_000 + (int) version);
        return next.withMeta(next.meta().withVersion(version));
    }

    private static WebhookEvent event(long version, String text) {
        return new WebhookEvent(
                WebhookEvent.position(version, 0),
                "id " + version,
                WebhookEventType.RESULTS_CHANGED,
                "race",
                AT,
                "{\"text\":\"" + text + "\"}");
    }
}
