package org.gatecast.broadcast;

import org.gatecast.transport.GroupDelivery;

/** The spectators of one event with the same subscription. All receive the same. Confined to the broadcaster's event loop. */
record SubscriberGroup(Subscription subscription, GroupDelivery delivery) {}
