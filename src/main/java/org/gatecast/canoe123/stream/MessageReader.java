package org.gatecast.canoe123.stream;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.gatecast.canoe123.stream.StreamMessage.OnCourse;
import org.gatecast.canoe123.stream.StreamMessage.RaceConfig;
import org.gatecast.canoe123.stream.StreamMessage.Results;
import org.gatecast.canoe123.stream.StreamMessage.Schedule;
import org.gatecast.canoe123.stream.StreamMessage.TelevisionClocks;

/** Reads one message from its element on. {@code null} stands for a message that lacks what it is about. */
final class MessageReader {
    private static final int NOBODY = 0;

    private final XMLStreamReader reader;

    MessageReader(XMLStreamReader reader) {
        this.reader = reader;
    }

    OnCourse onCourse() throws XMLStreamException {
        Integer total = StreamValues.whole(attribute("Total"));
        Integer position = StreamValues.whole(attribute("Position"));
        List<OnCourseRider> riders = new ArrayList<>();
        Map<String, String> rider = new HashMap<>();
        while (nextElement("OnCourse")) {
            if (name().equals("Participant")) {
                addRider(rider, position, riders);
                rider = attributes("");
            } else if (name().equals("Result")) {
                // Times are the type T's, gates and clocks the type C's.
                rider.putAll(attributes(attribute("Type")));
            }
        }
        addRider(rider, position, riders);
        if (total == null || (total != NOBODY && riders.isEmpty())) {
            return null;
        }
        return new OnCourse(total, total == NOBODY ? List.of() : riders);
    }

    private static void addRider(Map<String, String> rider, Integer position, List<OnCourseRider> riders) {
        RiderKey key = key(rider.get("RaceId"), rider.get("Bib"));
        if (key != null) {
            riders.add(new OnCourseRider(
                    key,
                    StreamValues.text(rider.get("Id")),
                    position,
                    StreamValues.listedGates(rider.get("C.Gates")),
                    "Y".equals(rider.get("C.Completed")),
                    StreamValues.time(rider.get("C.dtStart")),
                    StreamValues.time(rider.get("C.dtFinish")),
                    StreamValues.hundredths(rider.get("T.Time")),
                    StreamValues.hundredths(rider.get("T.Pen")),
                    StreamValues.hundredths(rider.get("T.Total")),
                    StreamValues.rank(rider.get("T.Rank")),
                    StreamValues.text(rider.get("T.TTBDiff")),
                    StreamValues.text(rider.get("T.TTBName")),
                    null));
        }
    }

    Results results() throws XMLStreamException {
        String raceId = StreamValues.text(attribute("RaceId"));
        boolean current = "Y".equals(attribute("Current"));
        List<ResultTableRow> rows = new ArrayList<>();
        Map<String, String> row = new HashMap<>();
        while (nextElement("Results")) {
            switch (name()) {
                case "Row" -> {
                    addRow(raceId, row, rows);
                    row = new HashMap<>();
                }
                case "Participant" -> row.putAll(attributes(""));
                case "Result" -> row.putAll(attributes(attribute("Type")));
                default -> {}
            }
        }
        addRow(raceId, row, rows);
        return raceId == null ? null : new Results(new ResultTable(raceId, current, rows));
    }

    private static void addRow(String raceId, Map<String, String> row, List<ResultTableRow> rows) {
        String participantId = StreamValues.text(row.get("Id"));
        Integer bib = StreamValues.whole(row.get("Bib"));
        if (raceId == null || (participantId == null && bib == null)) {
            return;
        }
        Integer heat = StreamValues.whole(row.get("T.HeatNr"));
        ResultTableRow given = new ResultTableRow(
                participantId,
                bib,
                heat == null ? 0 : heat,
                StreamValues.text(row.get("T.IRM")),
                "*".equals(StreamValues.text(row.get("T.PP"))),
                StreamValues.hundredths(row.get("T.Time")),
                StreamValues.hundredths(row.get("T.Pen")),
                StreamValues.hundredths(row.get("T.Total")),
                StreamValues.rank(row.get("T.Rank")),
                StreamValues.gateColumns(row.get("T.Gates")));
        rows.add(ResultTable.isSecondRun(raceId) ? given.ofSecondRun() : given);
    }

    RaceConfig raceConfig() {
        Integer gates = StreamValues.whole(attribute("NrGates"));
        Integer splits = StreamValues.whole(attribute("NrSplits"));
        String config = StreamValues.text(attribute("GateConfig"));
        return gates == null || config == null ? null : new RaceConfig(gates, config, splits == null ? 0 : splits);
    }

    Schedule schedule() throws XMLStreamException {
        Map<String, String> statuses = new LinkedHashMap<>();
        while (nextElement("Schedule")) {
            String raceId = name().equals("Race") ? StreamValues.text(attribute("RaceId")) : null;
            String status = StreamValues.text(attribute("RaceStatus"));
            if (raceId != null && status != null) {
                statuses.put(raceId, status);
            }
        }
        return new Schedule(statuses);
    }

    TelevisionClocks televisionClocks() {
        return new TelevisionClocks(
                key(attribute("Odd_RaceId"), attribute("Odd_Bib")),
                key(attribute("Even_RaceId"), attribute("Even_Bib")));
    }

    private static RiderKey key(String raceId, String bib) {
        String race = StreamValues.text(raceId);
        Integer number = StreamValues.whole(bib);
        return race == null || number == null ? null : new RiderKey(race, number);
    }

    /** Moves to the next element at any depth; {@code false} at the end of {@code enclosing}. */
    private boolean nextElement(String enclosing) throws XMLStreamException {
        while (true) {
            int event = reader.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                return true;
            }
            if (event == XMLStreamConstants.END_ELEMENT && name().equals(enclosing)) {
                return false;
            }
        }
    }

    private String name() {
        return reader.getLocalName();
    }

    private String attribute(String name) {
        return reader.getAttributeValue(null, name);
    }

    /**
     * The attributes of the current element.
     *
     * @param type put before each name, with a dot, unless it is empty
     */
    private Map<String, String> attributes(String type) {
        String prefix = type == null || type.isEmpty() ? "" : type + '.';
        Map<String, String> attributes = new HashMap<>();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            attributes.put(prefix + reader.getAttributeLocalName(i), reader.getAttributeValue(i));
        }
        return attributes;
    }
}
