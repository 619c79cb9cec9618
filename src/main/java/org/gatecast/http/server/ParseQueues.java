package org.gatecast.http.server;

/** Whose bodies are parsed next: exports in one queue, all others in another. One for all event loops. */
public final class ParseQueues {
    final FairTaskQueue exports = new FairTaskQueue(ParseWorkers.EXPORT_THREADS);
    final FairTaskQueue calls = new FairTaskQueue(ParseWorkers.CALL_THREADS);
}
