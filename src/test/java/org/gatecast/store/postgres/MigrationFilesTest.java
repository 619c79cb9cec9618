package org.gatecast.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Nodes of the version before run on while a migration is applied, and may start again on its schema. So a migration only adds, or
 * it says in {@code schema_compatibility} that older versions cannot use the schema.
 */
class MigrationFilesTest {
    private static final Path FILES = Path.of("src/main/resources/db/postgres-migration");
    private static final Pattern NAME = Pattern.compile("V(\\d+)__\\w+\\.sql");
    /** The first migration after which a version looks into {@code schema_compatibility}. */
    private static final int FIRST_DECLARED = 9;

    private static final Pattern DECLARATION =
            Pattern.compile("insert into schema_compatibility \\(version, usable_from\\) values \\((\\d+), (\\d+)\\)");

    private static final Pattern NEW_TABLE = Pattern.compile("create table (\\w+) \\(.*\\)");
    private static final Pattern NEW_INDEX = Pattern.compile("create index \\w+ on \\w+ \\(.*\\)");
    private static final Pattern NEW_COLUMN = Pattern.compile("alter table \\w+ add column (\\w+ .*)");

    @Test
    void everyMigrationOnlyAddsUnlessItSaysOtherwise() throws IOException {
        Map<Integer, String> migrations = migrations();
        assertThat(migrations).hasSize(PostgresSchema.VERSION).containsKey(PostgresSchema.VERSION);
        int oldest = FIRST_DECLARED - 1;
        for (Map.Entry<Integer, String> migration : migrations.entrySet()) {
            int version = migration.getKey();
            String sql = migration.getValue();
            if (version >= FIRST_DECLARED) {
                int usableFrom = usableFrom(version, sql);
                assertThat(usableFrom)
                        .as("the oldest version that can use V%d: that of the migration before, or itself", version)
                        .isIn(oldest, version);
                oldest = usableFrom;
            }
            if (version > 1 && (version < FIRST_DECLARED || oldest < version)) {
                assertThat(breaking(sql))
                        .as("statements of V%d that older versions do not bear", version)
                        .isEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DROP TABLE slots",
                "ALTER TABLE events DROP COLUMN api_key",
                "ALTER TABLE events RENAME COLUMN facility TO venue",
                "ALTER TABLE events RENAME TO races",
                "ALTER TABLE events ALTER COLUMN version TYPE INTEGER",
                "ALTER TABLE events ALTER COLUMN location SET NOT NULL",
                "ALTER TABLE events ADD COLUMN country TEXT NOT NULL",
                "ALTER TABLE events ADD COLUMN country TEXT UNIQUE",
                "ALTER TABLE events ADD COLUMN country TEXT NOT NULL DEFAULT '', DROP COLUMN facility",
                "ALTER TABLE events ADD CHECK (version < 100)",
                "CREATE UNIQUE INDEX one_title ON events (main_title)",
                "CREATE TABLE notes (event BIGINT REFERENCES events)",
                "CREATE TRIGGER refuse BEFORE INSERT ON events EXECUTE FUNCTION refuse()",
                "UPDATE events SET status = 'live'",
                "DELETE FROM changes"
            })
    void whatOlderVersionsDoNotBearIsFound(String statement) {
        assertThat(breaking("-- A comment.\nALTER TABLE events ADD COLUMN country TEXT;\n" + statement + ";"))
                .hasSize(1);
    }

    @Test
    void additionsAreNotBreaking() {
        assertThat(
                        breaking(
                                """
                                -- Old nodes do not read it; a comment may say DROP TABLE.
                                CREATE TABLE notes (event BIGINT REFERENCES events ON DELETE CASCADE, note TEXT NOT NULL);
                                CREATE INDEX notes_of_event ON notes (event);
                                ALTER TABLE slots ADD COLUMN places TEXT NOT NULL DEFAULT '{}';
                                ALTER TABLE races ADD COLUMN weather TEXT;
                                INSERT INTO schema_compatibility (version, usable_from) VALUES (9, 8);
                                """))
                .isEmpty();
    }

    private static Map<Integer, String> migrations() throws IOException {
        Map<Integer, String> migrations = new TreeMap<>();
        try (Stream<Path> files = Files.list(FILES)) {
            for (Path file : files.toList()) {
                Matcher name = NAME.matcher(file.getFileName().toString());
                assertThat(name.matches()).as("%s", file).isTrue();
                migrations.put(Integer.parseInt(name.group(1)), Files.readString(file));
            }
        }
        return migrations;
    }

    private static int usableFrom(int version, String sql) {
        List<Integer> declared = new ArrayList<>();
        for (String statement : statements(sql)) {
            Matcher row = DECLARATION.matcher(statement);
            if (row.matches()) {
                assertThat(Integer.parseInt(row.group(1)))
                        .as("the version that V%d declares", version)
                        .isEqualTo(version);
                declared.add(Integer.parseInt(row.group(2)));
            }
        }
        assertThat(declared)
                .as("V%d must say from which version on services may use the schema, once", version)
                .hasSize(1);
        return declared.get(0);
    }

    private static List<String> breaking(String sql) {
        return statements(sql).stream()
                .filter(statement -> !onlyAdds(statement))
                .toList();
    }

    /** In lower case, without comments, with single spaces. */
    private static List<String> statements(String sql) {
        return Stream.of(sql.replaceAll("--[^\n]*", "").split(";"))
                .map(statement -> statement.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT))
                .filter(statement -> !statement.isEmpty())
                .toList();
    }

    private static boolean onlyAdds(String statement) {
        if (DECLARATION.matcher(statement).matches()
                || NEW_INDEX.matcher(statement).matches()) {
            return true;
        }
        if (NEW_TABLE.matcher(statement).matches()) {
            // Otherwise an older version could not delete what the new table refers to.
            return !statement
                    .replaceAll("references \\w+( \\(\\w+\\))? on delete cascade", "")
                    .contains("references");
        }
        Matcher column = NEW_COLUMN.matcher(statement);
        return column.matches() && isOptional(column.group(1));
    }

    /** One column that an older version need not write. */
    private static boolean isOptional(String column) {
        boolean constrained = Stream.of("unique", "primary key", "check", "references", " add ", " drop ", " alter ")
                .anyMatch(column::contains);
        return !constrained && (!column.contains("not null") || column.contains(" default "));
    }
}
