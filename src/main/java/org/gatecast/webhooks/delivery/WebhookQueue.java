package org.gatecast.webhooks.delivery;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.gatecast.model.Webhook;
import org.gatecast.model.WebhookEvent;
import org.gatecast.model.WebhookProgress;
import org.gatecast.model.WebhookStatus;
import org.gatecast.webhooks.delivery.WebhookSender.Repeat;

/** Where one webhook stands, while this node has it. Confined to the dispatcher's event loop. */
final class WebhookQueue {
    /** Read and not delivered, in order. */
    private final Deque<WebhookEvent> events = new ArrayDeque<>();

    private final WebhookKey key;
    /** Events up to here may have been delivered by a process that had this webhook before. */
    private final long maybeDelivered;

    private WebhookProgress progress;
    private boolean unsaved;
    private boolean busy;
    private boolean behind = true;
    private boolean overflowing;
    private boolean closed;

    WebhookQueue(WebhookStatus claimed) {
        this.key = WebhookKey.of(claimed.progress());
        this.progress = claimed.progress();
        this.maybeDelivered = WebhookEvent.endOf(claimed.version());
    }

    WebhookKey key() {
        return key;
    }

    WebhookProgress progress() {
        return progress;
    }

    /** Whether too many events were waiting when the database was asked last; not again until it is asked again. */
    boolean takeOverflowing() {
        boolean was = overflowing;
        overflowing = false;
        return was;
    }

    void progress(WebhookProgress next) {
        progress = next;
        unsaved = true;
        while (!events.isEmpty() && events.peek().position() <= next.delivered()) {
            events.poll();
        }
    }

    /** Whether the database may not have this progress. */
    boolean isUnsaved() {
        return unsaved;
    }

    /** The progress, which is about to be saved. */
    WebhookProgress takeUnsaved() {
        unsaved = false;
        return progress;
    }

    void markUnsaved() {
        unsaved = true;
    }

    /** Takes news from the database. Another attempt may have been asked for. */
    void refresh(WebhookStatus fresh) {
        behind |= fresh.waiting() > 0;
        overflowing = fresh.waiting() > QueueLimit.MAX_WAITING;
        if (fresh.progress().retries() != progress.retries()) {
            progress(progress.retried(fresh.progress().retries()));
        }
    }

    /** The next event to deliver, past those that the webhook is not told; {@code null} if more must be read first. */
    WebhookEvent next(Webhook webhook) {
        if (webhook.since() > progress.delivered()) {
            // It was disabled in between.
            progress(progress.passed(webhook.since()));
        }
        while (!events.isEmpty() && !webhook.types().contains(events.peek().type())) {
            progress(progress.passed(events.peek().position()));
        }
        return events.peek();
    }

    Repeat repeatOf(WebhookEvent event) {
        if (progress.attempts() > 0) {
            return Repeat.YES;
        }
        return event.position() <= maybeDelivered ? Repeat.MAYBE : Repeat.NO;
    }

    /** There may be more to read. */
    void wake() {
        behind = true;
    }

    /** Whether there may be more to read; not again until {@link #wake}. */
    boolean takeWake() {
        boolean was = behind;
        behind = false;
        return was;
    }

    void add(List<WebhookEvent> read) {
        events.addAll(read);
    }

    /** Whether something is under way for it: only one thing at a time. */
    boolean isBusy() {
        return busy;
    }

    void busy(boolean now) {
        busy = now;
    }

    /** Another node has the webhook, or nobody. */
    void close() {
        closed = true;
    }

    boolean isClosed() {
        return closed;
    }
}
