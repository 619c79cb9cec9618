package org.gatecast.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.FormatStyle;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The texts of a page in one language. Browser and server read the same JSON file: the browser for the page, the server for
 * titles and descriptions. Immutable.
 */
final class Translations {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int DATE_LENGTH = "2026-01-01".length();

    private final Locale locale;
    private final String address;
    private final JsonNode texts;
    private final Map<String, String> plainTexts = new TreeMap<>();

    /**
     * @param language BCP 47 tag
     * @throws IllegalStateException if the asset is not a JSON object
     */
    Translations(String language, Asset asset) {
        locale = Locale.forLanguageTag(language);
        address = asset.address();
        try {
            texts = JSON.readTree(asset.text());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(asset.name() + " is not JSON", e);
        }
        if (!texts.isObject()) {
            throw new IllegalStateException(asset.name() + " is not a JSON object");
        }
        texts.fields().forEachRemaining(text -> {
            if (text.getValue().isTextual()) {
                plainTexts.put(text.getKey(), text.getValue().asText());
            }
        });
    }

    String language() {
        return locale.toLanguageTag();
    }

    /** Path of the URL of the file. */
    String address() {
        return address;
    }

    Iterator<String> keys() {
        return texts.fieldNames();
    }

    /** The texts that do not depend on a number, by key. */
    Map<String, String> plainTexts() {
        return plainTexts;
    }

    /** The text of a key, or the key if there is none. */
    String text(String key) {
        return plainTexts.getOrDefault(key, key);
    }

    /** A date in the form of this language; {@code ""} if the text does not begin with an ISO date. */
    String date(String iso) {
        if (iso == null || iso.length() < DATE_LENGTH) {
            return "";
        }
        try {
            return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                    .withLocale(locale)
                    .format(LocalDate.parse(iso.substring(0, DATE_LENGTH)));
        } catch (DateTimeParseException e) {
            return "";
        }
    }
}
