package org.gatecast.ingest;

import org.gatecast.model.ErrorCode;
import org.gatecast.model.RefusedException;

/**
 * Where in an export something is, as an editor counts: lines and columns from 1. An element's place is where its
 * start tag begins.
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
