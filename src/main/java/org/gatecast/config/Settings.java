package org.gatecast.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.gatecast.model.KeyValidity;
import org.gatecast.model.MergeStrategy;

/**
 * Every setting of the service, checked. A component is named after its key, whose unit stays in the name where the type
 * does not carry it: {@code spectators.ping-interval-millis} is {@code live().pingInterval()}, {@code http.header-limit-bytes}
 * is {@code http().headerLimitBytes()}. What each one means stands in {@code conf/gatecast.properties}.
 */
public record Settings(
        Http http,
        Database database,
        Security security,
        Proxies proxies,
        Limits limits,
        Merge merge,
        Xml xml,
        Spectators spectators,
        Page page,
        Journal journal,
        Retention retention,
        Log log,
        Management management,
        Drain drain) {

    /** The service's own settings, whatever the environment and the working directory hold. */
    public static Settings defaults() {
        return SettingsLoader.load(Map.of());
    }

    public record Http(
            String host,
            int port,
            int eventLoops,
            int bodyLimitXmlBytes,
            int bodyLimitJsonBytes,
            int bodyLimitEventBytes,
            int imageLimitBytes,
            Duration idleTimeout,
            int headerLimitBytes) {
        /** How many event loops there are in fact. */
        public int loops() {
            return eventLoops == 0 ? Runtime.getRuntime().availableProcessors() : eventLoops;
        }
    }

    public record Database(Path path, Duration busyTimeout) {}

    /**
     * Key validity is in calendar days around the event's dates.
     *
     * @param keyGraceHours how long a key works on that another takes the place of, unless the call says otherwise
     */
    public record Security(
            List<Secret> masterPasswords,
            boolean production,
            int keyValidBeforeDays,
            int keyValidAfterDays,
            int keyValidAfterUseDays,
            int keyGraceHours,
            Duration hsts) {
        /**
         * @throws SettingsException when production would be open to everybody
         */
        public Security {
            masterPasswords = List.copyOf(masterPasswords);
            if (production && masterPasswords.isEmpty()) {
                throw new SettingsException("security.production = true: must be false while security.master-passwords"
                        + " (environment variable MASTER_PASSWORDS) is empty");
            }
        }

        /** When, around an event, its keys work. */
        public KeyValidity.Margins keyMargins() {
            return new KeyValidity.Margins(keyValidBeforeDays, keyValidAfterDays, keyValidAfterUseDays);
        }

        /** Whether admin calls need no password. */
        public boolean isOpen() {
            return masterPasswords.isEmpty();
        }

        /** Whether {@code candidate} is a master password; takes the same time for every candidate of its length. */
        public boolean isMasterPassword(String candidate) {
            boolean matches = false;
            for (Secret password : masterPasswords) {
                matches |= password.matches(candidate);
            }
            return matches;
        }
    }

    /** Who is believed about whom they speak for, and where they say it. */
    public record Proxies(List<CidrBlock> trusted, ForwardedHeader header) {
        public Proxies {
            trusted = List.copyOf(trusted);
        }
    }

    /**
     * What those at the door may do.
     *
     * @param connections 0 is as many as the system has files for
     * @param unsentBytes 0 is an eighth of the heap
     * @param responseTimeout over which a reader takes {@code responseBytesPerSecond}, or is cut
     */
    public record Limits(
            int connections,
            int reservedConnections,
            int halfOpenConnections,
            Duration headTimeout,
            Duration bodyTimeout,
            int bodyBytesPerSecond,
            int headers,
            int requestLineBytes,
            int pipelinedRequests,
            int addresses,
            int connectionsPerAddress,
            int newConnectionsPerSecond,
            int newConnectionsBurst,
            int requestsPerSecond,
            int requestsBurst,
            int failedAuthenticationsPerMinute,
            int failedAuthenticationsBurst,
            int unsentBytesPerConnection,
            int unsentBytesPerAddress,
            int unsentBytes,
            Duration responseTimeout,
            int responseBytesPerSecond) {
        private static final int HEAP_DIVISOR = 8;

        /** The limit for all unread responses together, in bytes, for a heap of {@code heapBytes}. */
        public long unsentBytesOf(long heapBytes) {
            return unsentBytes == 0 ? heapBytes / HEAP_DIVISOR : unsentBytes;
        }
    }

    /** The strategy is that of events which have not set their own. */
    public record Merge(MergeStrategy strategy, Duration exportLag, Duration streamQuiet) {}

    /**
     * @param maxParse processor time
     */
    public record Xml(int maxDepth, int maxElements, int maxNames, int maxRows, Duration maxParse, int maxTextChars) {}

    public record Spectators(
            int perEvent,
            Duration pingInterval,
            Duration pongTimeout,
            Duration oncourseInterval,
            Duration oncourseExpiry,
            Duration officialGrace,
            int clientFrameLimitBytes,
            int clientFramesPerMinute,
            int socketBufferBytes,
            Duration compressionReset,
            int subscriptionsPerEvent,
            int historyChanges) {}

    /**
     * @param publicOrigin scheme, host and port that readers know the service by; empty is what each request says
     * @param embedAncestors who may show the embeddable view in a frame, as a Content-Security-Policy names them
     */
    public record Page(String publicOrigin, String embedAncestors) {}

    public record Journal(int callsPerEvent) {}

    /**
     * @param archiveAfterDays 0 for never
     */
    public record Retention(int archiveAfterDays, Path archiveDirectory) {}

    public record Log(LogLevel level, LogFormat format) {}

    public record Management(boolean enabled, String host, int port, int metricsEvents) {}

    /** What is promised to spectators who are let go, and how long that takes. */
    public record Drain(Duration notReady, Duration spread, Duration reconnectAfter, Duration reconnectSpread) {}
}
