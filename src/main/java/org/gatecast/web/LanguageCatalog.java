package org.gatecast.web;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The languages of a page. Each is one asset, {@code PAGE-translations.TAG.json}. Immutable. */
final class LanguageCatalog {
    private static final String FALLBACK = "en";
    private static final String INFIX = "-translations.";
    private static final String SUFFIX = ".json";
    private static final int MAX_HEADER_LENGTH = 200;

    private final Map<String, Translations> byTag = new TreeMap<>();

    /**
     * @param page the directory of the page in the sources
     * @throws IllegalStateException if a file is not a JSON object, or English is missing
     */
    LanguageCatalog(String page, AssetCatalog assets) {
        String prefix = page + INFIX;
        for (Asset asset : assets.all()) {
            String name = asset.name();
            if (name.startsWith(prefix) && name.endsWith(SUFFIX)) {
                String tag = name.substring(prefix.length(), name.length() - SUFFIX.length());
                byTag.put(tag.toLowerCase(Locale.ROOT), new Translations(tag, asset));
            }
        }
        if (!byTag.containsKey(FALLBACK)) {
            throw new IllegalStateException("web/assets has no " + prefix + FALLBACK + SUFFIX);
        }
    }

    /** Whether an asset of this name is a language of a page. */
    static boolean isTranslations(String name) {
        return name.contains(INFIX);
    }

    /** In the order of their tags. */
    Collection<Translations> all() {
        return byTag.values();
    }

    /**
     * @param chosen tag that the reader chose on the page, or {@code null}
     * @param accepted header {@code Accept-Language}, or {@code null}
     */
    Translations choose(String chosen, String accepted) {
        Translations own = chosen == null ? null : byTag.get(chosen.toLowerCase(Locale.ROOT));
        if (own != null) {
            return own;
        }
        return ranges(accepted).stream()
                .map(range -> byTag.get(Locale.forLanguageTag(range.getRange()).getLanguage()))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(byTag.get(FALLBACK));
    }

    private static List<Locale.LanguageRange> ranges(String accepted) {
        if (accepted == null || accepted.length() > MAX_HEADER_LENGTH) {
            return List.of();
        }
        try {
            return Locale.LanguageRange.parse(accepted).stream()
                    .filter(range -> range.getWeight() > 0)
                    .sorted(Comparator.comparing(Locale.LanguageRange::getWeight)
                            .reversed())
                    .toList();
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }
}
