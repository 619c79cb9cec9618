package org.gatecast.web;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The languages a page is written in: one file each in its folder {@code i18n}. */
final class LanguageCatalog {
    private static final String FALLBACK = "en";

    private final Map<String, Translations> byTag = new TreeMap<>();

    /**
     * @param folder with {@code en.js} and any others
     * @throws IllegalStateException when one is no dictionary, or English is missing
     */
    LanguageCatalog(String folder, AssetCatalog assets, Map<String, byte[]> files) {
        String prefix = folder + '/';
        files.forEach((name, content) -> {
            if (name.startsWith(prefix) && name.endsWith(".js")) {
                String tag = name.substring(prefix.length(), name.length() - ".js".length());
                byTag.put(
                        tag.toLowerCase(Locale.ROOT),
                        new Translations(tag, assets.named(name), new String(content, StandardCharsets.UTF_8)));
            }
        });
        if (!byTag.containsKey(FALLBACK)) {
            throw new IllegalStateException("web/" + prefix + FALLBACK + ".js is not there");
        }
    }

    Collection<Translations> all() {
        return byTag.values();
    }

    /**
     * The language to answer in.
     *
     * @param chosen by the reader on the page, or {@code null}
     * @param accepted the header {@code Accept-Language}, or {@code null}
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
        if (accepted == null || accepted.length() > 200) {
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
