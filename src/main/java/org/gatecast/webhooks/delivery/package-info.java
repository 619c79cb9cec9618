/**
 * Delivers to webhooks. {@code WebhookDispatcher}, a verticle on one of the service's event loops, is woken
 * by each commit, reads what the commit has saved for webhooks, and has {@code WebhookSender} post it: to each webhook in order,
 * one event at a time, again and again until it is taken. {@code WebhookQueue} is where one webhook stands,
 * {@code RetrySchedule} when to try again, {@code ReceiverAddresses} where a request may go, {@code WebhookSignature} how it is
 * signed. Asks the store for everything over the bus; no ingest call waits for any of this.
 */
package org.gatecast.webhooks.delivery;
