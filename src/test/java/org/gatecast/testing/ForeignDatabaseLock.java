package org.gatecast.testing;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** Another process's lock on the database: while it lasts, the service can commit nothing. */
public final class ForeignDatabaseLock {
    private ForeignDatabaseLock() {}

    /** Does something while the database is held. */
    public static void holdDuring(Path database, Runnable work) {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database + "?busy_timeout=10000");
                Statement statement = connection.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            try {
                work.run();
            } finally {
                statement.execute("ROLLBACK");
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the database could not be held", e);
        }
    }
}
