package org.gatecast.specs;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Documents point to what exists: files, headings, and in the recipes and the architecture also classes. */
class DocumentsTest {
    private static final Path CONTRIBUTING = Path.of(".github", "CONTRIBUTING.md");
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
    private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");
    private static final Pattern CLASS_NAME = Pattern.compile("([A-Z][A-Za-z\\d]*[a-z][A-Za-z\\d]*)(\\.\\w+)?");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");

    @Test
    void everyLinkLeadsToAFileAndAHeadingThatExist() throws IOException {
        List<String> broken = new ArrayList<>();
        List<String> followed = new ArrayList<>();
        for (Path document : documents()) {
            for (String link : found(LINK, Files.readString(document))) {
                if (!link.contains("://")) {
                    followed.add(link);
                    if (!leadsSomewhere(document, link)) {
                        broken.add(document + " -> " + link);
                    }
                }
            }
        }

        assertThat(followed).hasSizeGreaterThan(50);
        assertThat(broken).isEmpty();
    }

    @Test
    void everyPathInTheRecipesExists() throws IOException {
        List<String> paths = found(CODE, Files.readString(CONTRIBUTING)).stream()
                .filter(code -> code.matches("(src|specs|conf)(/[\\w.-]+)*"))
                .toList();

        assertThat(paths).hasSizeGreaterThan(5).allSatisfy(path -> assertThat(Path.of(path))
                .exists());
    }

    @Test
    void everyClassInTheRecipesAndTheArchitectureExists() throws IOException {
        requireClasses(CONTRIBUTING);
        requireClasses(Path.of("specs", "architecture.md"));
    }

    private static void requireClasses(Path document) throws IOException {
        Set<String> known = new HashSet<>(javaFiles());
        known.addAll(found(Pattern.compile("(?m)^    (\\w+):$"), Files.readString(Path.of("specs", "openapi.yaml"))));
        List<String> named = found(CODE, Files.readString(document)).stream()
                .map(CLASS_NAME::matcher)
                .filter(Matcher::matches)
                .map(match -> match.group(1))
                .toList();

        assertThat(named).hasSizeGreaterThan(50);
        assertThat(named.stream().filter(name -> !known.contains(name))).isEmpty();
    }

    private static boolean leadsSomewhere(Path document, String link) throws IOException {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty() ? document : document.resolveSibling(parts[0]);
        if (!Files.exists(target)) {
            return false;
        }
        return parts.length == 1
                || found(HEADING, Files.readString(target)).stream()
                        .map(DocumentsTest::anchor)
                        .anyMatch(parts[1]::equals);
    }

    /** What a link calls a heading. */
    private static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\d -]", "").replace(' ', '-');
    }

    private static List<Path> documents() throws IOException {
        try (Stream<Path> specs = Files.walk(Path.of("specs"))) {
            return Stream.concat(Stream.of(Path.of("README.md"), CONTRIBUTING), specs.filter(file -> file.toString()
                            .endsWith(".md")))
                    .toList();
        }
    }

    private static Set<String> javaFiles() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.substring(0, name.length() - ".java".length()))
                    .collect(toSet());
        }
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }
}
