package org.gatecast.snapshot;

import java.util.List;
import org.gatecast.model.ClassId;

/** A category and the classes that have it. */
public record AggregatedCategory(
        String catId, String name, Integer firstYear, Integer lastYear, List<ClassId> classIds) {
    public AggregatedCategory {
        classIds = List.copyOf(classIds);
    }
}
