package org.gatecast.ingest;

import org.gatecast.model.ErrorCode;
import org.gatecast.model.RefusedException;

/**
 * A position in an export: line and column from 1, as in an editor. An element's position is the beginning of its start
 * tag.
 */
record DocumentPosition(int line, int column) {

    RefusedException refuse(String problem) {
        return new RefusedException(ErrorCode.InvalidRequest, "XML, " + this + ": " + problem);
    }

    @Override
    public String toString() {
        return "line " + line + ", column " + column;
    }
}
