package org.gatecast.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.FormatStyle;
import java.util.Locale;

/**
 * One language's words. The file is a module whose default export is plain JSON, so that the browser imports it and
 * titles are written with it here.
 */
final class Translations {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Locale locale;
    private final String address;
    private final JsonNode words;

    /**
     * @param language its BCP 47 tag
     * @throws IllegalStateException when the module is not JSON in an {@code export default}
     */
    Translations(String language, Asset module, String text) {
        locale = Locale.forLanguageTag(language);
        address = module.address();
        int start = text.indexOf('{');
        int end = text.lastIndexOf('}');
        try {
            words = JSON.readTree(text.substring(start, end + 1));
        } catch (JsonProcessingException | StringIndexOutOfBoundsException e) {
            throw new IllegalStateException("web/" + module.name() + " is no JSON in an export default", e);
        }
    }

    String language() {
        return locale.toLanguageTag();
    }

    /** Of the module that the browser imports. */
    String address() {
        return address;
    }

    JsonNode words() {
        return words;
    }

    /** The word for {@code key}, or the key itself. */
    String word(String key) {
        return words.path(key).asText(key);
    }

    /** A day as this language writes it; {@code ""} when the text does not begin with one. */
    String day(String iso) {
        if (iso == null || iso.length() < 10) {
            return "";
        }
        try {
            return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                    .withLocale(locale)
                    .format(LocalDate.parse(iso.substring(0, 10)));
        } catch (DateTimeParseException e) {
            return "";
        }
    }
}
