package org.gatecast.canoe123.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.gatecast.canoe123.RecordedStream;
import org.gatecast.canoe123.stream.StreamMessage.RaceConfig;
import org.gatecast.canoe123.stream.StreamMessage.TelevisionClocks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamStateTest {
    private static final Pattern ROW = Pattern.compile("<Row [^>]*>(.*?)</Row>", Pattern.DOTALL);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void anyCutOfTheStreamGivesTheSameState(long seed) {
        byte[] bytes = RecordedStream.bytes();
        Random random = new Random(seed);
        // From cuts inside every character to reads of a whole table.
        int longest = 1 << (2 * seed);
        FoldedStream folded = new FoldedStream();
        for (int start = 0; start < bytes.length; ) {
            int end = Math.min(bytes.length, start + 1 + random.nextInt(longest));
            folded.read(Arrays.copyOfRange(bytes, start, end));
            start = end;
        }

        assertThat(folded.unreadable).isZero();
        assertThat(folded.state).isEqualTo(FoldedStream.of(bytes).state);
    }

    @Test
    void theFoldedTablesAreTheLastOnesOfTheRecordingRowByRow() {
        Map<String, String> last = new LinkedHashMap<>();
        for (RecordedStream.Message message : RecordedStream.messages()) {
            if (message.xml().contains("<Results ")) {
                last.put(attribute(message.xml(), "RaceId"), message.xml());
            }
        }
        Map<String, ResultTable> tables =
                FoldedStream.of(RecordedStream.bytes()).state.tables();

        assertThat(tables.keySet()).isEqualTo(last.keySet()).hasSize(9);
        int compared = 0;
        for (Map.Entry<String, String> race : last.entrySet()) {
            ResultTable table = tables.get(race.getKey());
            List<String> rows = ROW.matcher(race.getValue())
                    .results()
                    .map(MatchResult::group)
                    .toList();
            assertThat(table.current()).isEqualTo(race.getValue().contains("Current=\"Y\""));
            assertThat(table.rows()).hasSameSizeAs(rows);
            for (int i = 0; i < rows.size(); i++) {
                compare(race.getKey(), rows.get(i), table.rows().get(i));
                compared++;
            }
        }
        assertThat(compared).isEqualTo(366);
    }

    /** With the row's text, read in another way. */
    private static void compare(String raceId, String text, ResultTableRow row) {
        assertThat(row.participantId()).isEqualTo(attribute(text, "Id"));
        assertThat(row.bib()).isEqualTo(Integer.valueOf(attribute(text, "Bib").strip()));
        assertThat(row.heat()).isEqualTo(Integer.parseInt(attribute(text, "HeatNr")));
        assertThat(String.valueOf(row.status()))
                .isEqualTo(attribute(text, "IRM").isEmpty() ? "null" : attribute(text, "IRM"));
        assertThat(row.rank() == null ? "" : row.rank().toString()).isEqualTo(attribute(text, "Rank"));
        String time = attribute(text, "Time");
        assertThat(row.time()).isEqualTo(time.isEmpty() ? null : Integer.valueOf(time.replace(".", "")));
        String columns = attribute(text, "Gates");
        int penalty = 0;
        for (int i = 0; i + 3 <= columns.length(); i += 3) {
            String column = columns.substring(i, i + 3).strip();
            Integer gate = row.gates() == null || i / 3 >= row.gates().size()
                    ? null
                    : row.gates().get(i / 3);
            assertThat(gate == null ? "" : gate.toString()).isEqualTo(column);
            penalty += column.isEmpty() ? 0 : Integer.parseInt(column);
        }
        if (time.isEmpty() && raceId.contains("_BR2_")) {
            assertThat(row.total()).isNull();
        } else if (!time.isEmpty()) {
            // Every row of the recording with a time has its gates, in first runs with the sum that the table gives.
            assertThat(row.pen()).isEqualTo(100 * penalty);
            assertThat(row.total()).isEqualTo(row.time() + 100 * penalty);
        }
    }

    private static String attribute(String text, String name) {
        String start = " " + name + "=\"";
        int from = text.indexOf(start) + start.length();
        return text.substring(from, text.indexOf('"', from));
    }

    @Test
    void aSecondRunHasItsOwnPenaltyAndTotal() {
        FoldedStream folded = new FoldedStream();
        folded.read(results("K1M_ST_BR2_6", "91.20", "  0  2 50", "4", "95.00"));
        ResultTableRow row = folded.row("K1M_ST_BR2_6");

        assertThat(row.time()).isEqualTo(9120);
        assertThat(row.pen()).isEqualTo(5200);
        assertThat(row.total()).isEqualTo(14320);
        assertThat(row.gates()).containsExactly(0, 2, 50);
    }

    @Test
    void aSecondRunThatHasNotBegunHasNoResultThoughItsRowCarriesTheFirstRuns() {
        FoldedStream folded = new FoldedStream();
        folded.read(results("K1M_ST_BR2_6", "", "", "6", "105.83"));
        ResultTableRow row = folded.row("K1M_ST_BR2_6");

        assertThat(row.time()).isNull();
        assertThat(row.pen()).isNull();
        assertThat(row.total()).isNull();
    }

    @Test
    void aSecondRunWithoutGatesIsLeftAsGiven() {
        FoldedStream folded = new FoldedStream();
        folded.read(results("K1M_ST_BR2_6", "91.20", "", "4", "95.00"));
        ResultTableRow row = folded.row("K1M_ST_BR2_6");

        assertThat(row.pen()).isEqualTo(400);
        assertThat(row.total()).isEqualTo(9500);
    }

    @Test
    void theMarkOfAnInvestigationIsNoStatusAndAnEmptyRankStaysEmpty() {
        FoldedStream folded = new FoldedStream();
        folded.read(message("<Results RaceId=\"A_FIN_1\" Current=\"Y\"><Row Number=\"1\">"
                + "<Participant Bib=\"   7\" Id=\"1.A\" /><Result Type=\"T\" HeatNr=\"2\" IRM=\"\" Pen=\"0\""
                + " Gates=\"  0\" Time=\"80.00\" Total=\"80.00\" Rank=\"\" PP=\"*\" /></Row></Results>"));
        ResultTableRow row = folded.row("A_FIN_1");

        assertThat(row.underInvestigation()).isTrue();
        assertThat(row.status()).isNull();
        assertThat(row.rank()).isNull();
        assertThat(row.heat()).isEqualTo(2);
    }

    @Test
    void ridersOnCourseAreMergedByRaceAndBibAndLeaveWhenTheyAreNoLongerSent() {
        FoldedStream folded = new FoldedStream();
        folded.read(rider(2, 1, "A_BR1_1", 7), rider(2, 2, "B_BR1_1", 7), clock(1));
        assertThat(folded.bibs()).containsExactly("A_BR1_1 7", "B_BR1_1 7");

        folded.read(rider(2, 2, "B_BR1_1", 7), clock(2), rider(2, 2, "B_BR1_1", 7));
        assertThat(folded.bibs()).hasSize(2);
        folded.read(clock(3));
        assertThat(folded.bibs()).containsExactly("B_BR1_1 7");
    }

    @Test
    void totalSaysAtOnceWhenNobodyOrOneRiderAloneIsOnCourse() {
        FoldedStream folded = new FoldedStream();
        folded.read(rider(2, 1, "A_BR1_1", 7), rider(2, 2, "A_BR1_1", 8), rider(1, 1, "A_BR1_1", 8));
        assertThat(folded.bibs()).containsExactly("A_BR1_1 8");

        folded.read(message("<OnCourse Total=\"0\" Position=\"0\" />"));
        assertThat(folded.bibs()).isEmpty();
    }

    @Test
    void noRiderOfTheRecordingLeavesWhileStillBeingSent() {
        List<RecordedStream.Message> messages = RecordedStream.messages();
        Map<String, Integer> lastNamed = new LinkedHashMap<>();
        for (int i = 0; i < messages.size(); i++) {
            if (messages.get(i).xml().contains(" Bib=\"")
                    && messages.get(i).xml().contains("<OnCourse")) {
                lastNamed.put(key(messages.get(i).xml()), i);
            }
        }
        FoldedStream folded = new FoldedStream();
        List<String> missing = new ArrayList<>();
        Map<String, Integer> firstNamed = new LinkedHashMap<>();
        for (int i = 0; i < messages.size(); i++) {
            String xml = messages.get(i).xml();
            folded.read(messages.get(i).bytes());
            if (xml.contains("<OnCourse") && xml.contains(" Bib=\"")) {
                firstNamed.putIfAbsent(key(xml), i);
            }
            for (String rider : firstNamed.keySet()) {
                if (lastNamed.get(rider) > i && !folded.bibs().contains(rider)) {
                    missing.add(rider + " at message " + i);
                }
            }
        }

        assertThat(firstNamed).hasSize(8);
        assertThat(missing).isEmpty();
    }

    private static String key(String xml) {
        return attribute(xml, "RaceId") + " " + attribute(xml, "Bib");
    }

    @Test
    void scheduleCourseClockAndTelevisionAreKept() {
        StreamState state = FoldedStream.of(RecordedStream.bytes()).state;

        assertThat(state.timeOfDay()).isEqualTo(LocalTime.of(10, 38, 17));
        assertThat(state.schedule()).hasSizeGreaterThan(30).containsEntry("K1M_ST_BR2_6", "4");
        assertThat(state.raceConfig()).isEqualTo(new RaceConfig(24, "NNRNNRNRNNNRNNRNRNNRNNRN", 0));
        assertThat(state.televisionClocks()).isNotEqualTo(TelevisionClocks.NONE);
        assertThat(state.disconnected().onCourse()).isEmpty();
        assertThat(state.disconnected().tables()).isEqualTo(state.tables());
    }

    @Test
    void ridersAreMarkedWithTheTelevisionClockThatShowsThem() {
        FoldedStream folded = FoldedStream.of(RecordedStream.bytes());
        assertThat(clocks(folded.state)).contains("1 odd", "2 even");

        folded.read(
                message("<TVS Odd_Bib=\"2\" Odd_RaceId=\"C1W_ST_BR2_6\" Even_Bib=\"1\" Even_RaceId=\"another\" />"));
        assertThat(clocks(folded.state)).contains("1 null", "2 odd");

        folded.read(message("<TVS Odd_Bib=\"\" Odd_RaceId=\"\" Even_Bib=\"\" Even_RaceId=\"\" />"));
        assertThat(clocks(folded.state)).contains("1 null", "2 null");
    }

    private static List<String> clocks(StreamState state) {
        return state.riders().stream()
                .map(rider -> rider.key().bib() + " " + rider.televisionClock())
                .toList();
    }

    @Test
    void messagesThatCannotBeReadChangeNothing() {
        FoldedStream folded = FoldedStream.of(RecordedStream.bytes());
        StreamState before = folded.state;
        byte[] notUtf8 = results("X_BR1_1", "80.00", "  0", "0", "80.00");
        notUtf8[40] = (byte) 0xC5;
        folded.read(
                notUtf8,
                message("<Results RaceId=\"X_BR1_1\"><Row"),
                message("<!DOCTYPE a [<!ENTITY b \"c\">]><OnCourse Total=\"0\" />"),
                message("<Results Current=\"Y\" />"),
                message("<OnCourse Total=\"1\" Position=\"1\"><Participant RaceId=\"A\" Bib=\"x\" /></OnCourse>"),
                message("<TimeOfDay>now</TimeOfDay>"));

        assertThat(folded.state).isEqualTo(before);
        assertThat(folded.unreadable).isEqualTo(6);
        folded.read(message("<Weather Wind=\"3\" />"));
        assertThat(folded.state).isEqualTo(before);
        assertThat(folded.unknown).containsExactly("Weather");
    }

    private static byte[] results(String raceId, String time, String gates, String pen, String total) {
        return message(("<Results RaceId=\"%s\" ClassId=\"C\" Current=\"Y\"><Row Number=\"1\">"
                        + "<Participant Bib=\"   7\" Id=\"1.C\" Name=\"ŽÍLA\" /><Result Type=\"T\" HeatNr=\"0\" IRM=\"\""
                        + " Pen=\"%s\" Gates=\"%s\" Time=\"%s\" Total=\"%s\" Rank=\"1\" PP=\"\" /></Row></Results>")
                .formatted(raceId, pen, gates, time, total));
    }

    private static byte[] rider(int total, int position, String raceId, int bib) {
        return message(("<OnCourse Total=\"%d\" Position=\"%d\"><Participant Bib=\"%d\" Id=\"1.A\" RaceId=\"%s\" />"
                        + "<Result Type=\"C\" Gates=\",,\" /><Result Type=\"T\" Pen=\"0\" Time=\"\" Total=\"0.00\" />"
                        + "</OnCourse>")
                .formatted(total, position, bib, raceId));
    }

    private static byte[] clock(int second) {
        return message("<TimeOfDay>10:00:%02d</TimeOfDay>".formatted(second));
    }

    private static byte[] message(String content) {
        return ("<Canoe123 System=\"Main\">" + content + "</Canoe123>|").getBytes(StandardCharsets.UTF_8);
    }

    /** The stream's bytes, as the reader reads them. */
    private static final class FoldedStream {
        private final MessageParser parser = new MessageParser();
        private final MessageSplitter splitter = new MessageSplitter(this::fold);
        private final List<String> unknown = new ArrayList<>();
        private StreamState state = StreamState.EMPTY;
        private int unreadable;

        static FoldedStream of(byte[] bytes) {
            FoldedStream folded = new FoldedStream();
            folded.read(bytes);
            return folded;
        }

        void read(byte[]... chunks) {
            for (byte[] chunk : chunks) {
                splitter.read(chunk);
            }
        }

        private void fold(byte[] xml) {
            parser.parse(xml)
                    .ifPresentOrElse(
                            message -> {
                                state = state.after(message);
                                if (message instanceof StreamMessage.Unknown other) {
                                    unknown.add(other.name());
                                }
                            },
                            () -> unreadable++);
        }

        ResultTableRow row(String raceId) {
            return state.tables().get(raceId).rows().get(0);
        }

        List<String> bibs() {
            return state.riders().stream()
                    .map(rider -> rider.key().raceId() + " " + rider.key().bib())
                    .toList();
        }
    }
}
