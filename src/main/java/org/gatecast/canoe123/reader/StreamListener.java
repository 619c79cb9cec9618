package org.gatecast.canoe123.reader;

import org.gatecast.canoe123.stream.StreamMessage;

/** What a {@link StreamReader} reports, on its event loop. */
public interface StreamListener {
    /** The connection stands; nothing was received yet. */
    void connected(String address);

    void received(StreamMessage message);

    /**
     * There is no connection any more, or none could be made. Reported once until the next connection.
     *
     * @param why a sentence for the operator
     */
    void disconnected(String why);
}
