package org.gatecast.bus;

/** Published by the broadcaster at a fixed rate: each event loop pings the spectators that are due next. */
public record PingTick() {}
