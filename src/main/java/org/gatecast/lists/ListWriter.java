package org.gatecast.lists;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Writes lists in every format. Any thread; blocks while it calculates. */
public final class ListWriter {
    /** A list with more rows and officials is not written as PDF: so many take about a second of one core. */
    public static final int MAX_PDF_ROWS = 1_000;

    private ListWriter() {}

    /** The languages that lists are written in, English first. */
    public static List<String> languages() {
        return ListTexts.LANGUAGES;
    }

    /** Whether the words of a format depend on the language. */
    public static boolean hasLanguage(ListFormat format) {
        return format == ListFormat.HTML || format == ListFormat.PDF || format == ListFormat.XLSX;
    }

    /** The {@code Content-Security-Policy} of a list in HTML. */
    public static String policy(String language) {
        return HtmlList.policy(ListTexts.of(language));
    }

    /** Whether a list is short enough for a format. */
    public static boolean fits(RaceList list, ListFormat format) {
        return format != ListFormat.PDF || list.size() + list.officials().size() <= MAX_PDF_ROWS;
    }

    /**
     * @param language one of {@link #languages()}
     * @throws IllegalArgumentException if it does not fit
     */
    public static byte[] write(RaceList list, ListFormat format, String language) {
        if (!fits(list, format)) {
            throw new IllegalArgumentException("a PDF has at most " + MAX_PDF_ROWS + " rows");
        }
        try {
            return switch (format) {
                case HTML -> HtmlList.write(list, ListTexts.of(language));
                case PDF -> PdfList.write(list, ListTexts.of(language));
                case CSV -> CsvList.write(list);
                case XLSX -> XlsxList.write(list, ListTexts.of(language));
                case XML -> XmlList.write(list);
            };
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
    }
}
