package org.gatecast.snapshot;

import static org.gatecast.snapshot.JsonFields.number;
import static org.gatecast.snapshot.JsonFields.text;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import org.gatecast.model.GateType;
import org.gatecast.model.Gates;

/** Rows of result lists, plain and detailed, and of start lists as JSON. */
final class ResultRowJson {
    private ResultRowJson() {}

    static void detailed(JsonGenerator json, ResultRow row, List<GateType> gates) throws IOException {
        plain(json, row);
        text(json, "dtStart", row.detail().dtStart());
        text(json, "dtFinish", row.detail().dtFinish());
        gates(json, "gates", row.detail().gates(), gates);
        number(json, "courseGateCount", gates.isEmpty() ? null : gates.size());
        if (row.bestRun() != null) {
            RunDetail previous = row.bestRun().prevDetail();
            text(json, "prevDtStart", previous.dtStart());
            text(json, "prevDtFinish", previous.dtFinish());
            gates(json, "prevGates", previous.gates(), gates);
        }
    }

    static void plain(JsonGenerator json, ResultRow row) throws IOException {
        number(json, "rnk", row.rnk());
        number(json, "bib", row.bib());
        text(json, "athleteId", row.athleteId());
        text(json, "name", row.name());
        text(json, "club", row.club());
        text(json, "noc", row.noc());
        text(json, "catId", row.catId());
        number(json, "catRnk", row.catRnk());
        number(json, "time", row.time());
        number(json, "pen", row.pen());
        number(json, "total", row.total());
        text(json, "totalBehind", row.totalBehind());
        text(json, "catTotalBehind", row.catTotalBehind());
        text(json, "status", row.status());
        mark(json, "underInvestigation", row.underInvestigation());
        if (row.bestRun() != null) {
            BestRun runs = row.bestRun();
            number(json, "betterRunNr", runs.betterRunNr());
            number(json, "totalTotal", runs.totalTotal());
            number(json, "prevTime", runs.prevTime());
            number(json, "prevPen", runs.prevPen());
            number(json, "prevTotal", runs.prevTotal());
            number(json, "prevRnk", runs.prevRnk());
            text(json, "prevStatus", runs.prevStatus());
            text(json, "currStatus", runs.currStatus());
            mark(json, "prevUnderInvestigation", runs.prevUnderInvestigation());
            mark(json, "currUnderInvestigation", runs.currUnderInvestigation());
        }
        if (row.heatNr() != null) {
            number(json, "heatNr", row.heatNr());
        }
        if (row.members() != null) {
            json.writeArrayFieldStart("members");
            for (String member : row.members()) {
                json.writeString(member);
            }
            json.writeEndArray();
        }
    }

    /** Written only if true, since it is rare. */
    private static void mark(JsonGenerator json, String name, boolean value) throws IOException {
        if (value) {
            json.writeBooleanField(name, true);
        }
    }

    /** Every gate of the course, and further gates that the result has. */
    private static void gates(JsonGenerator json, String name, Gates passed, List<GateType> course) throws IOException {
        if (passed == null) {
            json.writeNullField(name);
            return;
        }
        json.writeArrayFieldStart(name);
        int count = Math.max(course.size(), passed.penalties().size());
        for (int gate = 1; gate <= count; gate++) {
            json.writeStartObject();
            json.writeNumberField("number", gate);
            GateType type = gate <= course.size() ? course.get(gate - 1) : GateType.UNKNOWN;
            text(json, "type", type.json());
            number(json, "penalty", passed.at(gate));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    static void start(JsonGenerator json, StartRow row) throws IOException {
        number(json, "startOrder", row.startOrder());
        number(json, "bib", row.bib());
        text(json, "athleteId", row.athleteId());
        text(json, "name", row.name());
        text(json, "club", row.club());
        text(json, "noc", row.noc());
        text(json, "catId", row.catId());
        text(json, "startTime", row.startTime());
    }
}
