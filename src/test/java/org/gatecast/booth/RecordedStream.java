package org.gatecast.booth;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.gatecast.booth.stream.MessageParser;
import org.gatecast.booth.stream.ResultTable;
import org.gatecast.booth.stream.StreamState;
import org.gatecast.testing.ApiClient;

/** The recorded stream of a real race: {@code Recording} has its export, and what a pusher made of it. */
public final class RecordedStream {
    private RecordedStream() {}

    /**
     * A message as it was sent.
     *
     * @param millis since the recording began
     */
    public record Message(long millis, String xml) {
        public byte[] bytes() {
            return (xml + "|").getBytes(StandardCharsets.UTF_8);
        }
    }

    public static List<Message> messages() {
        try (InputStream in = RecordedStream.class.getResourceAsStream("/race/canoe123.jsonl")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(ApiClient::parse)
                    .map(line -> new Message(
                            line.get("ts").asLong(), line.get("data").asText()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The last table of each race. */
    public static List<ResultTable> lastTables() {
        MessageParser parser = new MessageParser();
        StreamState state = StreamState.EMPTY;
        for (Message message : messages()) {
            state = state.after(
                    parser.parse(message.xml().getBytes(StandardCharsets.UTF_8)).orElseThrow());
        }
        return List.copyOf(state.tables().values());
    }

    /** All messages, as one client received them. */
    public static byte[] bytes() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        messages().forEach(message -> all.writeBytes(message.bytes()));
        return all.toByteArray();
    }
}
