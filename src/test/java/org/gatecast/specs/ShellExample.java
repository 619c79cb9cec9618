package org.gatecast.specs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Commands of a document and the output that it shows for them.
 *
 * @param line of the document, on which the commands begin
 * @param output as the document shows it, shortened with "…"; empty if it shows none
 */
record ShellExample(int line, String commands, String output) {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```bash\\n(.*?)^```\\n(?:```\\n(.*?)^```\\n)?");

    /** What differs each time: keys, times, and what the document leaves out. */
    private static final Pattern VARIABLE =
            Pattern.compile("…|\\b[0-9a-f]{64}\\b|\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");

    private static final Pattern LINE_BREAK = Pattern.compile("\\s*\\R\\s*");

    /** All examples of a document, in order. */
    static List<ShellExample> of(Path document) throws IOException {
        String text = Files.readString(document);
        List<ShellExample> examples = new ArrayList<>();
        Matcher block = BLOCK.matcher(text);
        while (block.find()) {
            int line = (int) text.substring(0, block.start()).lines().count() + 1;
            examples.add(new ShellExample(line, block.group(1), block.group(2) == null ? "" : block.group(2)));
        }
        return examples;
    }

    /** What the real output must match, without line breaks. */
    Pattern expected() {
        StringBuilder regex = new StringBuilder();
        String shown = withoutLineBreaks(output);
        int end = 0;
        for (Matcher variable = VARIABLE.matcher(shown); variable.find(); end = variable.end()) {
            regex.append(Pattern.quote(shown.substring(end, variable.start())));
            regex.append(variable.group().equals("…") ? ".*" : "[0-9a-fTZ:.-]+");
        }
        return Pattern.compile(regex + Pattern.quote(shown.substring(end)));
    }

    static String withoutLineBreaks(String text) {
        return LINE_BREAK.matcher(text.strip()).replaceAll("");
    }
}
