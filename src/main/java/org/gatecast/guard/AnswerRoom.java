package org.gatecast.guard;

/** Whether there is room for an answer that need not be read. */
public enum AnswerRoom {
    TAKEN,
    /** The address leaves too many bytes unread. */
    ADDRESS_FULL,
    /** All together do. */
    FULL
}
