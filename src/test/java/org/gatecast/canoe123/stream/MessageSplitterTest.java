package org.gatecast.canoe123.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.gatecast.canoe123.RecordedStream;
import org.junit.jupiter.api.Test;

class MessageSplitterTest {
    private static final String CLOCK = "<Canoe123 System=\"Main\"><TimeOfDay>10:34:11</TimeOfDay></Canoe123>";
    private static final String NAME = "<Canoe123 System=\"Main\"><X Name=\"ŽÍLOVÁ | Zoë\" /></Canoe123>";

    private final List<String> messages = new ArrayList<>();
    private final MessageSplitter splitter =
            new MessageSplitter(message -> messages.add(new String(message, StandardCharsets.UTF_8)), 1_000);

    @Test
    void everyRecordedMessageIsFoundInWholeStreamAndByteByByte() {
        List<String> sent = RecordedStream.messages().stream()
                .map(RecordedStream.Message::xml)
                .toList();
        List<String> whole = new ArrayList<>();
        new MessageSplitter(message -> whole.add(new String(message, StandardCharsets.UTF_8)))
                .read(RecordedStream.bytes());
        List<String> single = new ArrayList<>();
        MessageSplitter byByte =
                new MessageSplitter(message -> single.add(new String(message, StandardCharsets.UTF_8)));
        for (byte b : RecordedStream.bytes()) {
            byByte.read(new byte[] {b});
        }

        assertThat(whole).isEqualTo(sent);
        assertThat(single).isEqualTo(sent);
        assertThat(byByte.skippedBytes()).isZero();
    }

    @Test
    void aSeparatorInANameEndsNothing() {
        read(NAME + "|" + CLOCK + "|");

        assertThat(messages).containsExactly(NAME, CLOCK);
    }

    @Test
    void garbageBetweenMessagesIsSkippedAndCounted() {
        read("\u0000\u0001 not XML <a> </Canoe123> ");
        read(CLOCK + "|garbage without an end");
        read("and more|" + CLOCK);

        assertThat(messages).containsExactly(CLOCK, CLOCK);
        assertThat(splitter.skippedBytes()).isGreaterThan(30);
    }

    @Test
    void halfAMessageIsReplacedByTheNextOne() {
        read(NAME.substring(0, 40) + CLOCK + "|");

        assertThat(messages).containsExactly(CLOCK);
        assertThat(splitter.skippedBytes()).isPositive();
    }

    @Test
    void aMessageWithoutEndCostsBoundedMemoryAndTheNextOneIsRead() {
        read("<Canoe123 System=\"Main\">");
        for (int i = 0; i < 100; i++) {
            read("x".repeat(100));
        }
        read("</Canoe123>|" + CLOCK + "|");

        assertThat(messages).containsExactly(CLOCK);
        assertThat(splitter.oversized()).isEqualTo(1);
    }

    @Test
    void aLongMessageIsReadWhole() {
        String longest = "<Canoe123>" + "é".repeat(480) + "</Canoe123>";
        read(longest + "|");

        assertThat(messages).containsExactly(longest);
    }

    private void read(String text) {
        splitter.read(text.getBytes(StandardCharsets.UTF_8));
    }
}
