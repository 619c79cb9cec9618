package org.gatecast.canoe123;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gatecast.canoe123.stream.MessageParser;
import org.gatecast.canoe123.stream.ResultTable;
import org.gatecast.canoe123.stream.StreamState;
import org.gatecast.testing.ApiClient;

/** The recorded stream of a real race: {@code Recording} has its export, and what a pusher made of it. */
public final class RecordedStream {
    private static final Pattern TABLE = Pattern.compile("<Results [^>]*RaceId=\"([^\"]+)\"");
    private static final Pattern BIB = Pattern.compile(" Bib=\"\\d+\"");
    private static final int LAST_MESSAGES = 12;

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
        return List.copyOf(lastState().tables().values());
    }

    /** The message with the last table of each race. */
    public static Collection<Message> lastTableMessages() {
        Map<String, Message> last = new LinkedHashMap<>();
        for (Message message : messages()) {
            Matcher table = TABLE.matcher(message.xml());
            if (table.find()) {
                last.put(table.group(1), message);
            }
        }
        return last.values();
    }

    /** The last message of each rider who is on course at the end, and of the clock. */
    public static Collection<Message> lastRiders() {
        List<Message> messages = messages();
        Map<String, Message> last = new LinkedHashMap<>();
        for (Message message : messages.subList(messages.size() - LAST_MESSAGES, messages.size())) {
            if (message.xml().contains("<TimeOfDay") || message.xml().contains("<OnCourse")) {
                Matcher bib = BIB.matcher(message.xml());
                last.put(bib.find() ? bib.group() : "clock", message);
            }
        }
        return last.values();
    }

    /** What the whole recording tells. */
    public static StreamState lastState() {
        MessageParser parser = new MessageParser();
        StreamState state = StreamState.EMPTY;
        for (Message message : messages()) {
            state = state.after(
                    parser.parse(message.xml().getBytes(StandardCharsets.UTF_8)).orElseThrow());
        }
        return state;
    }

    /** All messages, as one client received them. */
    public static byte[] bytes() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        messages().forEach(message -> all.writeBytes(message.bytes()));
        return all.toByteArray();
    }
}
