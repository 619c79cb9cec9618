package org.gatecast.store.sqlite;

import org.flywaydb.core.Flyway;
import org.sqlite.SQLiteDataSource;

/** Brings a database to the schema of this version of the service: the SQL files in {@code db/migration}, in order. */
final class Migrations {
    private static final String LOCATION = "classpath:db/migration";

    private Migrations() {}

    /** Blocks. */
    static void run(SQLiteDataSource database, Troubles troubles) {
        Flyway flyway = Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(database)
                .locations(LOCATION)
                .failOnMissingLocations(true)
                .validateMigrationNaming(true)
                .skipDefaultCallbacks(true)
                .ignoreMigrationPatterns(new String[0])
                .loggers("slf4j")
                .load();
        flyway.migrate();
    }
}
