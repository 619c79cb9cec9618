package org.gatecast.bench.fuzz;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The operations of the service, as {@code openapi.yaml} lists them. */
final class ApiOperations {
    private static final Pattern PATH = Pattern.compile("  (/\\S*):");
    private static final Pattern METHOD = Pattern.compile("    (get|post|put|patch|delete|options):");

    private ApiOperations() {}

    /**
     * @param method in capitals
     * @param path with {@code {placeholders}}
     */
    record Operation(String method, String path) {
        boolean isProtected() {
            return (path.startsWith("/api/v1/admin/") || isIngest()) && !method.equals("OPTIONS");
        }

        boolean isIngest() {
            return path.startsWith("/api/v1/ingest/");
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    /** In the order of the description. */
    static List<Operation> read() throws IOException {
        List<Operation> all = new ArrayList<>();
        String path = "";
        for (String line : description().lines().toList()) {
            Matcher begins = PATH.matcher(line);
            Matcher method = METHOD.matcher(line);
            if (begins.matches()) {
                path = begins.group(1);
            } else if (method.matches() && !path.isEmpty()) {
                all.add(new Operation(method.group(1).toUpperCase(java.util.Locale.ROOT), path));
            } else if (line.startsWith("components:")) {
                break;
            }
        }
        return all;
    }

    private static String description() throws IOException {
        try (InputStream in = ApiOperations.class.getResourceAsStream("/docs/openapi.yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
