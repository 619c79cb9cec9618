package org.gatecast.merge;

import java.util.List;
import org.gatecast.model.EventStatus;
import org.gatecast.model.Export;
import org.gatecast.model.MergeStrategy;
import org.gatecast.model.ResultUpdate;

/** A step in an event's history. */
sealed interface MergeStep {
    void happensTo(MergeHarness harness, int second);

    /**
     * @param lag how many seconds before its arrival the export was written
     */
    record Import(Export export, int lag) implements MergeStep {
        @Override
        public void happensTo(MergeHarness harness, int second) {
            harness.imports(export, second - lag);
        }
    }

    record Call(List<ResultUpdate> rows) implements MergeStep {
        @Override
        public void happensTo(MergeHarness harness, int second) {
            harness.receives(second, rows);
        }
    }

    record Become(EventStatus status) implements MergeStep {
        @Override
        public void happensTo(MergeHarness harness, int second) {
            harness.status(status);
        }
    }

    record Use(MergeStrategy strategy) implements MergeStep {
        @Override
        public void happensTo(MergeHarness harness, int second) {
            harness.strategy(strategy);
        }
    }
}
