/**
 * Delivers to webhooks. {@code WebhookDispatcher}, a verticle on one of the service's event loops, is woken by each commit.
 * {@code WebhookClaims} has the webhooks that are this node's, with a {@code WebhookQueue} for each: where it stands.
 * {@code DeliveryWorker} reads what commits have saved for a webhook, and delivers it in order, one event at a time, again and again
 * until it is taken; {@code RetrySchedule} says when, {@code QueueLimit} leaves out the oldest of too many, {@code OutcomeWriter}
 * saves how far each webhook was told, {@code TestDeliveries} sends tests.
 *
 * <p>{@code WebhookAttempts} makes a single attempt: {@code WebhookSender} posts it, {@code ReceiverAddresses} says where a request
 * may go, {@code WebhookSignature} signs it. All ask the store for everything over the bus; no ingest call waits for any of this.
 */
package org.gatecast.webhooks.delivery;
