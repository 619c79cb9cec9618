package org.gatecast.bus;

import java.util.List;
import org.gatecast.model.EventId;
import org.gatecast.model.WebhookAttempt;
import org.gatecast.model.WebhookEvent;
import org.gatecast.model.WebhookProgress;
import org.gatecast.model.WebhookStatus;

/**
 * A request to the store about deliveries to webhooks. The reply is the {@link Reply} named here, or a
 * {@link org.gatecast.model.Refusal} if the database cannot be reached. None waits for a commit of an event, and none changes
 * an event's version.
 *
 * @param <R> the store's reply
 */
public sealed interface WebhookRequest<R extends WebhookRequest.Reply> {
    sealed interface Reply {}

    /**
     * Takes all enabled webhooks that no other node has, for as long as the store says in {@link Claimed}, and keeps those that
     * this node has.
     */
    record Claim() implements WebhookRequest<Claimed> {}

    /**
     * @param webhooks all that this node has now
     * @param leaseMillis from when the request was sent; 0 if there are no other nodes
     */
    record Claimed(List<WebhookStatus> webhooks, long leaseMillis) implements Reply {
        public Claimed {
            webhooks = List.copyOf(webhooks);
        }
    }

    /** Gives up all webhooks of this node. */
    record Release() implements WebhookRequest<Done> {}

    /** Reads the first events after a position. */
    record ReadEvents(EventId eventId, String generation, long after, int limit)
            implements WebhookRequest<EventsRead> {}

    record EventsRead(List<WebhookEvent> events) implements Reply {
        public EventsRead {
            events = List.copyOf(events);
        }
    }

    /** Finds what there is after a position besides the newest {@code kept} events. */
    record FindOverflow(EventId eventId, String generation, long after, long kept)
            implements WebhookRequest<OverflowFound> {}

    /**
     * @param events how many, 0 for none
     * @param lastPosition of the newest of them; 0 if there is none
     */
    record OverflowFound(long events, long lastPosition) implements Reply {}

    /**
     * Saves progress of webhooks of this node, and appends to the log. Progress of a webhook that another node has by now, or
     * for which an attempt was asked meanwhile, is not saved.
     */
    record SaveProgress(List<WebhookProgress> progress, List<WebhookAttempt> attempts) implements WebhookRequest<Done> {
        public SaveProgress {
            progress = List.copyOf(progress);
            attempts = List.copyOf(attempts);
        }
    }

    /** Asks for another attempt at once, on whichever node has the webhook. */
    record Retry(EventId eventId, String generation, String webhookId) implements WebhookRequest<Done> {}

    record Done() implements Reply {}

    /** Reads the progress of all webhooks of an event. */
    record ReadStatus(EventId eventId) implements WebhookRequest<StatusRead> {}

    record StatusRead(List<WebhookStatus> webhooks) implements Reply {
        public StatusRead {
            webhooks = List.copyOf(webhooks);
        }
    }

    /** Reads the log of one webhook, the newest attempts first. */
    record ReadAttempts(EventId eventId, String webhookId, int limit) implements WebhookRequest<AttemptsRead> {}

    record AttemptsRead(List<WebhookAttempt> attempts) implements Reply {
        public AttemptsRead {
            attempts = List.copyOf(attempts);
        }
    }
}
