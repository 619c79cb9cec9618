package org.gatecast.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gatecast.model.EventId;
import org.gatecast.model.Image;
import org.gatecast.model.KeyValidity;
import org.gatecast.model.MergeStrategy;

/**
 * All settings. A component is named after its key; a {@code Duration} has no unit in its name: {@code http.header-limit-bytes}
 * is {@code http().headerLimitBytes()}, {@code spectators.ping-interval-millis} is {@code spectators().pingInterval()}.
 * {@code conf/gatecast.properties} explains each. Immutable.
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
        Canoe123 canoe123,
        Page page,
        Webhooks webhooks,
        Journal journal,
        Retention retention,
        Log log,
        Management management,
        Drain drain) {

    /** The defaults; neither file nor environment is read. */
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
        /** The number of event loops, at least 1. */
        public int loops() {
            return eventLoops == 0 ? Runtime.getRuntime().availableProcessors() : eventLoops;
        }
    }

    /**
     * @param path of the SQLite file, which is used if there is no {@code url}
     * @param busyTimeout how long to wait for another process's lock
     * @param certificateAuthority the file with the certificates that the server's is checked with
     */
    public record Database(
            Path path,
            Duration busyTimeout,
            Optional<PostgresUrl> url,
            int poolSize,
            Optional<Path> certificateAuthority) {
        /**
         * @throws SettingsException if the server's certificate shall be checked, and there is nothing to check it with
         */
        public Database {
            if (url.isPresent() && url.get().isVerified() && certificateAuthority.isEmpty()) {
                throw new SettingsException("database.certificate-authority: must be set while database.url"
                        + " (environment variable DATABASE_URL) has sslmode="
                        + url.get().sslMode());
            }
        }

        /** The same settings for the SQLite file {@code file}. */
        public Database inFile(Path file) {
            return new Database(file, busyTimeout, Optional.empty(), poolSize, certificateAuthority);
        }
    }

    /**
     * Key validity is in calendar days around the event's dates.
     *
     * @param keyGraceHours how long a replaced key stays valid, unless the request says otherwise
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
         * @throws SettingsException if {@code production} is set without a master password
         */
        public Security {
            masterPasswords = List.copyOf(masterPasswords);
            if (production && masterPasswords.isEmpty()) {
                throw new SettingsException("security.production = true: must be false while security.master-passwords"
                        + " (environment variable MASTER_PASSWORDS) is empty");
            }
        }

        public KeyValidity.Margins keyMargins() {
            return new KeyValidity.Margins(keyValidBeforeDays, keyValidAfterDays, keyValidAfterUseDays);
        }

        /** Whether admin calls need no password. */
        public boolean isOpen() {
            return masterPasswords.isEmpty();
        }

        /** Takes the same time for every candidate of the same length. */
        public boolean isMasterPassword(String candidate) {
            boolean matches = false;
            for (Secret password : masterPasswords) {
                matches |= password.matches(candidate);
            }
            return matches;
        }
    }

    /** The proxies whose header with the client's address is trusted. */
    public record Proxies(List<CidrBlock> trusted, ForwardedHeader header) {
        public Proxies {
            trusted = List.copyOf(trusted);
        }
    }

    /**
     * @param connections 0 for the system's limit of open files
     * @param unsentBytes 0 for an eighth of the heap
     * @param responseTimeout the period over which {@code responseBytesPerSecond} is measured
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

    /**
     * @param strategy of events without one of their own
     */
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
     * @param publicOrigin scheme, host and port of shared links; empty for those of each request
     * @param embedAncestors the sites that may show the embeddable view in a frame, as in a Content-Security-Policy
     * @param operatorName who runs the service, empty if the pages do not say it
     * @param operatorHome the address of the operator's own site, empty for none
     * @param sponsorLogos the sponsors' pictures, in the order in which screens show them
     * @param overlayStyle a style sheet for overlays
     */
    public record Page(
            String publicOrigin,
            String embedAncestors,
            String operatorName,
            String operatorHome,
            Optional<Image> operatorLogo,
            List<Image> sponsorLogos,
            Optional<String> overlayStyle) {
        /**
         * @throws SettingsException if there is a home or a logo of nobody
         */
        public Page {
            if (operatorName.isEmpty() && (!operatorHome.isEmpty() || operatorLogo.isPresent())) {
                throw new SettingsException(
                        "page.operator-name (environment variable GATECAST_PAGE_OPERATOR_NAME): must be"
                                + " set while page.operator-home or page.operator-logo is, because it is their text");
            }
        }
    }

    /**
     * The timing program that the service reads by itself.
     *
     * @param host empty for none; {@link #AUTO} for the one that broadcasts
     * @param port of the stream, and of the broadcasts
     * @param event into which the data goes
     * @param export the file to watch; empty for none
     */
    public record Canoe123(Optional<String> host, int port, Optional<EventId> event, Optional<Path> export) {
        static final String AUTO = "auto";

        /**
         * @throws SettingsException if there is a host and no event
         */
        public Canoe123 {
            if (host.isPresent() && event.isEmpty()) {
                throw new SettingsException("canoe123.event: must be set while canoe123.host is");
            }
        }

        /** Whether the timing PC is found by its broadcasts. */
        public boolean isDiscovered() {
            return host.filter(AUTO::equals).isPresent();
        }
    }

    /**
     * @param privateAddresses whether receivers may be in private networks, and then without TLS
     */
    public record Webhooks(boolean privateAddresses) {}

    public record Journal(int callsPerEvent) {}

    /**
     * @param archiveAfterDays 0 for never
     */
    public record Retention(int archiveAfterDays, Path archiveDirectory) {}

    public record Log(LogLevel level, LogFormat format) {}

    public record Management(boolean enabled, String host, int port, int metricsEvents) {}

    public record Drain(Duration notReady, Duration spread, Duration reconnectAfter, Duration reconnectSpread) {}
}
