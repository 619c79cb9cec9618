package org.gatecast;

/** How the process tells whoever started it why it ended; {@code specs/operations.md} explains each. */
public enum ExitCode {
    /** Told to stop, it finished everything. */
    STOPPED(0),
    /** It could not start. */
    NOT_STARTED(1),
    /** A setting or the command line is wrong. */
    ASKED_WRONGLY(2),
    /** Told to stop, it did not finish in time. */
    NOT_FINISHED(4),
    /** Told to stop a second time: 128 and the number of SIGTERM, as a process that does not listen ends. */
    STOPPED_AT_ONCE(143);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }
}
