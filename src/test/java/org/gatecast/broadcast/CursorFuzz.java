package org.gatecast.broadcast;

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
        String text = new String(input, ISO_8859_1);
        Cursor cursor = Cursor.parse(text);
        Matcher plain = CURSOR.matcher(text);
        assertThat(cursor != null).isEqualTo(plain.matches());
        if (cursor == null) {
            return;
        }
        assertThat(cursor.generation()).isEqualTo(plain.group(1));
        assertThat(cursor.version()).isEqualTo(Long.parseLong(plain.group(2))).isNotNegative();
        assertThat(Cursor.parse(cursor.text())).isEqualTo(cursor);
        assertThat(cursor.previous().version()).isEqualTo(cursor.version() - 1);
        QueryStringEncoder address = new QueryStringEncoder("/stream");
        address.addParam("since", text);
        List<String> since =
                new QueryStringDecoder(address.toString()).parameters().get("since");
        assertThat(since).hasSize(1);
        assertThat(Cursor.parse(since.get(0))).isEqualTo(cursor);
        ChangeHistory history = new ChangeHistory(cursor.version(), 2);
        assertThat(history.since(cursor.version())).isEqualTo(new ChangeHistory.MissedChanges(Map.of(), false));
        assertThat(history.since(cursor.previous().version())).isNull();
        assertThat(history.since(cursor.version() + 1)).isNull();
    }

    public static List<byte[]> seeds() {
        return List.of(
                bytes("a1b2c3d4e5-7"), bytes("a1b2c3d4e5-999999999999999999"), bytes("-7"), bytes("a-0-1"), bytes(""));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(ISO_8859_1);
    }
}
