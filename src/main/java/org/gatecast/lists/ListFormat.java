package org.gatecast.lists;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The form of a list. The name is the ending of the list's address and never changes. */
public enum ListFormat {
    /** For printing and reading. */
    HTML("html", "text/html; charset=utf-8"),
    PDF("pdf", "application/pdf"),
    /** The fields and values of the REST response. */
    CSV("csv", "text/csv; charset=utf-8"),
    /** For people who calculate. */
    XLSX("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    /** For programs, with everything that the printed list has. */
    XML("xml", "application/xml; charset=utf-8");

    /** The formats of an archive. */
    public static final List<ListFormat> ARCHIVED = List.of(PDF, CSV, XLSX, XML);

    private final String ending;
    private final String mediaType;

    ListFormat(String ending, String mediaType) {
        this.ending = ending;
        this.mediaType = mediaType;
    }

    public String ending() {
        return ending;
    }

    public String mediaType() {
        return mediaType;
    }

    public static Optional<ListFormat> of(String ending) {
        return Arrays.stream(values())
                .filter(format -> format.ending.equals(ending))
                .findFirst();
    }
}
