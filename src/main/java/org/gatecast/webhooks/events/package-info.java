/**
 * What webhooks tell of a change: the difference of two snapshots as events with JSON data, and the envelope of each. Knows
 * neither storage nor delivery. The store calls {@code WebhookEvents} before each commit of an event that has webhooks, on its
 * thread.
 */
package org.gatecast.webhooks.events;
