package org.gatecast.http;

/** Whose bodies are parsed next: exports in one queue, all others in another. One for all event loops. */
public final class ParserQueues {
    final FairQueue exports = new FairQueue(Workers.EXPORT_THREADS);
    final FairQueue calls = new FairQueue(Workers.CALL_THREADS);
}
