package org.gatecast.ingest;

/** Errors in an export for which it is not refused. */
enum ExportWarning {
    REPEATED_EVENT("Events elements beyond the first, the last one counts"),
    REPEATED_CLASS("classes listed again, the last one counts"),
    REPEATED_CATEGORY("categories listed again in their class, the last one counts"),
    REPEATED_PARTICIPANT("participants listed again, the last one counts"),
    REPEATED_RACE("races listed again, the last one counts"),
    REPEATED_COURSE("courses listed again, the last one counts"),
    REPEATED_RESULT("results listed again, the last one counts"),
    REPEATED_STATISTICS("gate statistics of a class and phase listed again, the last ones count"),
    WITHOUT_ID("elements without an id that they must have, skipped"),
    PARTICIPANT_OF_UNKNOWN_CLASS("participants of no class or one that is not listed, skipped"),
    RACE_OF_UNKNOWN_CLASS("races of no class or one that is not listed, skipped"),
    STATISTICS_OF_UNKNOWN_CLASS("gate statistics of no class or one that is not listed, skipped"),
    OFFICIAL_WITHOUT_NAME("officials without a name, skipped"),
    UNUSABLE_IMAGE("images that cannot be shown, left out"),
    RESULT_OF_UNKNOWN_RACE("results of a race that is not listed, skipped"),
    RESULT_OF_UNKNOWN_PARTICIPANT("results of a participant who is not listed, skipped"),
    UNREADABLE_NUMBER("numbers that cannot be read, left blank"),
    UNREADABLE_OUTCOME("results whose time, penalty or total cannot be read, all three left out"),
    UNREADABLE_GATE("gate columns that are no penalty, taken as not passed"),
    MINORITY_UNIT("results that count time in another unit than most");

    private final String description;

    ExportWarning(String description) {
        this.description = description;
    }

    String description() {
        return description;
    }
}
