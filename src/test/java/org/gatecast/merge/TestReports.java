package org.gatecast.merge;

import org.gatecast.model.Gates;
import org.gatecast.model.ParticipantId;
import org.gatecast.model.RaceId;
import org.gatecast.model.ResultReport;
import org.gatecast.model.ResultUpdate;
import org.gatecast.model.ResultUpdate.Field;

/** Short factories for export reports and stream rows. Hundredths of a second. */
final class TestReports {
    private TestReports() {}

    /** An export's finished run. */
    static ResultReport time(int time, Integer pen) {
        return report(time, pen, time + (pen == null ? 0 : pen), null, null);
    }

    static ResultReport status(String status) {
        return report(null, null, null, status, null);
    }

    static ResultReport rank(int rank) {
        return report(9000 + rank, 0, 9000 + rank, null, rank);
    }

    static ResultReport report(Integer time, Integer pen, Integer total, String status, Integer rank) {
        return new ResultReport(time, pen, total, status, rank, null, null, null, null);
    }

    static ResultReport gates(Gates gates) {
        return new ResultReport(9000, 0, 9000, null, null, gates, null, null, null);
    }

    /** A row of the stream without any field yet. */
    static Row row(String race, String rider) {
        return new Row(race, rider, null);
    }

    static Row bib(String race, int bib) {
        return new Row(race, null, bib);
    }

    /** A row as the pusher sends it, with time, penalty, total and status. */
    static Row whole(String race, String rider, Integer time, Integer pen) {
        return row(race, rider)
                .time(time)
                .pen(pen)
                .total(time == null ? null : time + (pen == null ? 0 : pen))
                .status(null);
    }

    /** Builds a row of the stream; fields that are not set are left out. */
    static final class Row {
        private final String race;
        private final String rider;
        private Integer bib;
        private Field<Integer> time = Field.absent();
        private Field<Integer> pen = Field.absent();
        private Field<Integer> total = Field.absent();
        private Field<String> status = Field.absent();
        private Field<Integer> rank = Field.absent();
        private Field<Gates> gates = Field.absent();
        private Field<String> finish = Field.absent();

        private Row(String race, String rider, Integer bib) {
            this.race = race;
            this.rider = rider;
            this.bib = bib;
        }

        Row bib(Integer value) {
            bib = value;
            return this;
        }

        Row time(Integer value) {
            time = Field.of(value);
            return this;
        }

        Row pen(Integer value) {
            pen = Field.of(value);
            return this;
        }

        Row total(Integer value) {
            total = Field.of(value);
            return this;
        }

        Row status(String value) {
            status = Field.of(value);
            return this;
        }

        Row rank(Integer value) {
            rank = Field.of(value);
            return this;
        }

        Row gates(Gates value) {
            gates = Field.of(value);
            return this;
        }

        Row finish(String value) {
            finish = Field.of(value);
            return this;
        }

        ResultUpdate update() {
            return new ResultUpdate(
                    new RaceId(race),
                    rider == null ? null : new ParticipantId(rider),
                    bib,
                    time,
                    pen,
                    total,
                    status,
                    rank,
                    gates,
                    Field.absent(),
                    finish);
        }
    }
}
