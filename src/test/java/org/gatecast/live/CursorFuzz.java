package org.gatecast.live;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.QueryStringEncoder;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A cursor that comes back, as {@code Last-Event-ID} or in the address: read, it is what a plain pattern finds; written
 * again, it is read as the same, and so it is behind the escapes of an address.
 */
public final class CursorFuzz {
    private static final Pattern CURSOR = Pattern.compile("([^-]+)-([0-9]{1,18})", Pattern.DOTALL);

    private CursorFuzz() {}

    public static void run(byte[] input) {
        String cursor = new String(input, ISO_8859_1);
        Position position = Position.parse(cursor);
        Matcher plain = CURSOR.matcher(cursor);
        assertThat(position != null).isEqualTo(plain.matches());
        if (position == null) {
            return;
        }
        assertThat(position.generation()).isEqualTo(plain.group(1));
        assertThat(position.version()).isEqualTo(Long.parseLong(plain.group(2))).isNotNegative();
        assertThat(Position.parse(position.cursor())).isEqualTo(position);
        assertThat(position.previous().version()).isEqualTo(position.version() - 1);
        QueryStringEncoder address = new QueryStringEncoder("/stream");
        address.addParam("since", cursor);
        List<String> since =
                new QueryStringDecoder(address.toString()).parameters().get("since");
        assertThat(since).hasSize(1);
        assertThat(Position.parse(since.get(0))).isEqualTo(position);
        History history = new History(position.version(), 2);
        assertThat(history.since(position.version())).isEqualTo(new History.Missed(Map.of(), false));
        assertThat(history.since(position.previous().version())).isNull();
        assertThat(history.since(position.version() + 1)).isNull();
    }

    public static List<byte[]> seeds() {
        return List.of(
                bytes("a1b2c3d4e5-7"), bytes("a1b2c3d4e5-999999999999999999"), bytes("-7"), bytes("a-0-1"), bytes(""));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(ISO_8859_1);
    }
}
