package org.gatecast.lists;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The words of printed lists in one language. Immutable; each language is read once. */
final class ListTexts {
    /** The languages of lists, as of all pages. */
    static final List<String> LANGUAGES = List.of("en", "cs", "de", "fr", "pl", "sk");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int DATE_CHARS = "2026-01-01".length();
    private static final int TIME_CHARS = "2026-01-01T09:00".length();
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final Map<String, ListTexts> READ = new ConcurrentHashMap<>();

    private final Locale locale;
    private final Map<String, String> texts;

    private ListTexts(String language) {
        locale = Locale.forLanguageTag(language);
        try (InputStream in = ListTexts.class.getResourceAsStream("/lists/texts." + language + ".json")) {
            texts = JSON.readValue(in, new TypeReference<Map<String, String>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException("the jar's texts of lists are unreadable", e);
        }
    }

    /**
     * @param language one of {@link #LANGUAGES}
     */
    static ListTexts of(String language) {
        return READ.computeIfAbsent(language, ListTexts::new);
    }

    String language() {
        return locale.toLanguageTag();
    }

    Map<String, String> all() {
        return texts;
    }

    /** The text of a key, or the key if there is none. */
    String text(String key) {
        return texts.getOrDefault(key, key);
    }

    /** The name of an official's office. One that we have no word for is shown as the timing program has it. */
    String office(String function) {
        return function == null ? "" : texts.getOrDefault("office." + function, function);
    }

    /** The day of an ISO date, {@code ""} if the text does not begin with one. */
    String day(String iso) {
        if (iso == null || iso.length() < DATE_CHARS) {
            return "";
        }
        try {
            return day(LocalDate.parse(iso.substring(0, DATE_CHARS)));
        } catch (DateTimeException e) {
            return "";
        }
    }

    private String day(LocalDate day) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                .withLocale(locale)
                .format(day);
    }

    /** Day and time of a race as the timing program has them, without conversion. */
    String start(String iso) {
        String day = day(iso);
        return day.isEmpty() || iso.length() < TIME_CHARS ? day : day + " " + iso.substring(DATE_CHARS + 1, TIME_CHARS);
    }

    /**
     * Day and time of a moment, with the offset from UTC.
     *
     * @param near a time with the offset of the place; without one it is UTC
     */
    String moment(Instant moment, String near) {
        ZonedDateTime local = moment.atZone(offset(near));
        String offset = local.getOffset().equals(ZoneOffset.UTC) ? "UTC" : "UTC" + local.getOffset();
        return day(local.toLocalDate()) + " " + CLOCK.format(local) + " (" + offset + ")";
    }

    private static ZoneOffset offset(String time) {
        try {
            return time == null ? ZoneOffset.UTC : OffsetDateTime.parse(time).getOffset();
        } catch (DateTimeException e) {
            return ZoneOffset.UTC;
        }
    }
}
