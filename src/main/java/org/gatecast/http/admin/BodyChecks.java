package org.gatecast.http.admin;

import org.gatecast.model.ErrorCode;
import org.gatecast.model.RefusedException;

/** Checks of the rules between the fields of a body. */
final class BodyChecks {
    private BodyChecks() {}

    /**
     * @param problem names the field first
     * @throws RefusedException {@code InvalidRequest} if the rule does not hold
     */
    static void require(boolean holds, String problem) {
        if (!holds) {
            throw refusal(problem);
        }
    }

    static RefusedException refusal(String problem) {
        return new RefusedException(ErrorCode.InvalidRequest, problem);
    }
}
