package org.gatecast.transport;

import java.util.ArrayList;
import java.util.List;

/** Connections in a compact array without order, since every message goes through all of them. Confined to one event loop. */
final class ConnectionTable<C extends ConnectionTable.Entry> {
    private final List<C> connections = new ArrayList<>();

    /** A connection that remembers its index, so that it can be removed without a search. */
    interface Entry {
        void tableIndex(int index);
    }

    int size() {
        return connections.size();
    }

    C get(int index) {
        return connections.get(index);
    }

    void add(C connection) {
        connection.tableIndex(connections.size());
        connections.add(connection);
    }

    /** The last connection moves to the free index. */
    void remove(int index) {
        C last = connections.remove(connections.size() - 1);
        if (index < connections.size()) {
            connections.set(index, last);
            last.tableIndex(index);
        }
    }
}
