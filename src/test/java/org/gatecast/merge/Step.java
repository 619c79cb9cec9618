package org.gatecast.merge;

import java.util.List;
import org.gatecast.model.EventStatus;
import org.gatecast.model.Export;
import org.gatecast.model.MergeStrategy;
import org.gatecast.model.ResultUpdate;

/** What may happen to an event, at a second. */
sealed interface Step {
    void happensTo(Meet meet, int second);

    /**
     * @param lag by how many seconds the export is older than its arrival
     */
    record Import(Export export, int lag) implements Step {
        @Override
        public void happensTo(Meet meet, int second) {
            meet.imports(export, second - lag);
        }
    }

    record Call(List<ResultUpdate> rows) implements Step {
        @Override
        public void happensTo(Meet meet, int second) {
            meet.hears(second, rows);
        }
    }

    record Become(EventStatus status) implements Step {
        @Override
        public void happensTo(Meet meet, int second) {
            meet.status(status);
        }
    }

    record Use(MergeStrategy strategy) implements Step {
        @Override
        public void happensTo(Meet meet, int second) {
            meet.strategy(strategy);
        }
    }
}
