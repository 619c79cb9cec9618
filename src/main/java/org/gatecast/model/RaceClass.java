package org.gatecast.model;

import java.util.List;

/** A class: boat and gender. Its categories are in the export's order. */
public record RaceClass(ClassId classId, String name, String longTitle, List<Category> categories) {
    public RaceClass {
        categories = List.copyOf(categories);
    }

    public RaceClass withCategories(List<Category> others) {
        return new RaceClass(classId, name, longTitle, others);
    }
}
