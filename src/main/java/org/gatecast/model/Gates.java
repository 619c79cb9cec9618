package org.gatecast.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Penalties gate by gate, in seconds; {@code null} for a gate not passed yet. A boat has 0, 2 or 50 at a gate, a team
 * the sum of its boats; other numbers occur. Trailing gates that were not passed are removed, so that a run equals
 * itself however many columns the source writes.
 */
public record Gates(List<Integer> penalties) {
    public Gates {
        int length = penalties.size();
        while (length > 0 && penalties.get(length - 1) == null) {
            length--;
        }
        penalties = Collections.unmodifiableList(new ArrayList<>(penalties.subList(0, length)));
    }

    /** The penalty at a gate, numbered from 1; {@code null} if the gate was not passed or is not listed. */
    public Integer at(int gate) {
        return gate <= penalties.size() ? penalties.get(gate - 1) : null;
    }

    public boolean isEmpty() {
        return penalties.isEmpty();
    }
}
