package org.gatecast.store;

import io.vertx.core.Future;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.gatecast.bus.EventNotice.Cause;
import org.gatecast.bus.StoreCommand.AddWebhook;
import org.gatecast.bus.StoreCommand.EditWebhook;
import org.gatecast.bus.StoreCommand.RemoveWebhook;
import org.gatecast.bus.StoreCommand.ReplaceWebhookSecret;
import org.gatecast.bus.StoreCommand.WebhookChanged;
import org.gatecast.model.Authority;
import org.gatecast.model.ErrorCode;
import org.gatecast.model.EventId;
import org.gatecast.model.EventMeta;
import org.gatecast.model.EventState;
import org.gatecast.model.RefusedException;
import org.gatecast.model.Webhook;
import org.gatecast.model.WebhookEvent;
import org.gatecast.model.WebhookEventType;

/**
 * Adds, changes and removes webhooks, in any status of the event. Like keys they are part of the event, so every node knows an
 * event's webhooks before it commits a change, and saves what they are told with it.
 */
final class WebhookCommands {
    private static final int ID_BYTES = 6;
    /** What Standard Webhooks recommends: between 24 and 64. */
    private static final int SECRET_BYTES = 32;

    private static final String SECRET_PREFIX = "whsec_";
    private static final String CHANGE = "change the event's webhooks";

    private final EventStates eventStates;
    private final KeyCommands keys;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    WebhookCommands(EventStates eventStates, KeyCommands keys, Clock clock) {
        this.eventStates = eventStates;
        this.keys = keys;
        this.clock = clock;
    }

    Future<WebhookChanged> apply(AddWebhook command) {
        EventState state = stateFor(command.authority());
        List<Webhook> webhooks = new ArrayList<>(state.meta().webhooks());
        if (webhooks.size() >= Webhook.MAX_WEBHOOKS) {
            throw new RefusedException(
                    ErrorCode.Conflict,
                    "Event " + command.eventId() + " has " + Webhook.MAX_WEBHOOKS
                            + " webhooks, which is the limit; remove one first.");
        }
        Webhook added = new Webhook(
                HexFormat.of().formatHex(randomBytes(ID_BYTES)),
                command.url(),
                newSecret(),
                null,
                null,
                command.types(),
                command.enabled(),
                fromNowOn(state),
                now());
        webhooks.add(added);
        return commit(state, webhooks, added);
    }

    Future<WebhookChanged> apply(EditWebhook command) {
        EventState state = stateFor(command.authority());
        Webhook webhook = find(state, command.webhookId());
        boolean enabled = command.enabled().or(webhook.enabled());
        Set<WebhookEventType> types = command.types().or(webhook.types());
        // What happened while it was disabled is not told.
        long since = enabled && !webhook.enabled() ? fromNowOn(state) : webhook.since();
        return replace(state, webhook, webhook.withSettings(command.url().or(webhook.url()), types, enabled, since));
    }

    Future<WebhookChanged> apply(ReplaceWebhookSecret command) {
        EventState state = stateFor(command.authority());
        Webhook webhook = find(state, command.webhookId());
        return replace(state, webhook, webhook.withSecret(newSecret(), now().plus(command.grace())));
    }

    Future<WebhookChanged> apply(RemoveWebhook command) {
        EventState state = stateFor(command.authority());
        Webhook webhook = find(state, command.webhookId());
        List<Webhook> left = new ArrayList<>(state.meta().webhooks());
        left.remove(webhook);
        return commit(state, left, webhook);
    }

    private EventState stateFor(Authority authority) {
        EventState state = eventStates.state(authority.eventId());
        keys.requireNewest(state.meta(), authority.keyId(), CHANGE);
        return state;
    }

    private static Webhook find(EventState state, String webhookId) {
        EventId event = state.meta().eventId();
        return state.meta()
                .webhook(webhookId)
                .orElseThrow(() -> new RefusedException(
                        ErrorCode.NotFound, "Event " + event + " has no webhook with that id; it may be removed."));
    }

    /** The commit that adds or enables the webhook tells nothing, and what was before is not told. */
    private static long fromNowOn(EventState state) {
        return WebhookEvent.endOf(state.meta().version() + 1);
    }

    private Future<WebhookChanged> replace(EventState state, Webhook old, Webhook next) {
        List<Webhook> webhooks = new ArrayList<>(state.meta().webhooks());
        webhooks.set(webhooks.indexOf(old), next);
        return commit(state, webhooks, next);
    }

    private Future<WebhookChanged> commit(EventState state, List<Webhook> webhooks, Webhook changed) {
        EventMeta next = state.meta().withWebhooks(webhooks);
        return eventStates.commit(state.withMeta(next), Cause.WEBHOOKS).map(done -> new WebhookChanged(changed));
    }

    private String newSecret() {
        return SECRET_PREFIX + Base64.getEncoder().encodeToString(randomBytes(SECRET_BYTES));
    }

    private byte[] randomBytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    /** In the precision that is stored. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
