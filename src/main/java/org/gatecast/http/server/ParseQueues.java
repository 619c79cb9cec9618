package org.gatecast.http.server;

/** The order in which bodies are parsed: one queue for exports, one for all others. Shared by all event loops. */
public final class ParseQueues {
    final FairTaskQueue exports = new FairTaskQueue(ParseWorkers.EXPORT_THREADS);
    final FairTaskQueue calls = new FairTaskQueue(ParseWorkers.CALL_THREADS);
}
