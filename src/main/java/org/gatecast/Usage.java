package org.gatecast;

import java.util.List;
import java.util.Set;

/** What the command line says about itself. */
final class Usage {
    static final String TEXT =
            """
            usage: java -jar gatecast.jar
                       serves
                   java -jar gatecast.jar demo [--speed N] [--server URL]
                       serves a recorded race from a database that is removed at the end, N times as fast (1);
                       with a URL, plays it to the Gatecast there, with the first of MASTER_PASSWORDS
                   java -jar gatecast.jar booth --help
                       pushes what the timing program Canoe123 says to a Gatecast
                   java -jar gatecast.jar backup FILE
                       copies all events to FILE, whether or not the service runs
                   java -jar gatecast.jar backup-event EVENT FILE
                       copies one event to FILE, whether or not the service runs
                   java -jar gatecast.jar restore FILE
                       puts the backup FILE in the place of the SQLite database, and keeps that one; the service may run
                   java -jar gatecast.jar restore-event FILE [--replace]
                       adds the events of FILE (a backup, or the archive of an event), with --replace also in the place
                       of events of the same ids; the service may run
                   java -jar gatecast.jar --version
                   java -jar gatecast.jar --help

            examples:
              java -jar gatecast.jar demo --speed 4
              PORT=9000 MASTER_PASSWORDS=one,two java -jar gatecast.jar
              DATABASE_URL=postgresql://gatecast:secret@db.example.org/gatecast java -jar gatecast.jar
              java -jar gatecast.jar backup-event CUP.2026 cup.gatecast

            environment:
              PORT, MANAGEMENT_PORT            where spectators and organisers, and operators, connect
              DATABASE_PATH or DATABASE_URL    the SQLite file, or the PostgreSQL database
              MASTER_PASSWORDS                 who may create events, separated by commas
              LOG_LEVEL, LOG_FORMAT            how much is logged, and whether as text or JSON
              GATECAST_CONF                    a file of settings in the place of gatecast.properties
              Every setting of conf/gatecast.properties has a variable: spectators.ping-interval-millis is
              GATECAST_SPECTATORS_PING_INTERVAL_MILLIS.""";

    private static final Set<String> COMMANDS =
            Set.of("demo", "booth", "backup", "backup-event", "restore", "restore-event");

    private Usage() {}

    /**
     * Why the arguments are not allowed, as a sentence.
     *
     * @param arguments at least one
     */
    static String refusal(List<String> arguments) {
        String word = arguments.get(0);
        return COMMANDS.contains(word)
                ? "The arguments of " + word + " are not right: " + String.join(" ", arguments)
                : "There is no command " + word + ".";
    }
}
