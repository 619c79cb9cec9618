package org.gatecast.config;

import static org.gatecast.config.SettingType.file;
import static org.gatecast.config.SettingType.flag;
import static org.gatecast.config.SettingType.frameAncestors;
import static org.gatecast.config.SettingType.host;
import static org.gatecast.config.SettingType.millis;
import static org.gatecast.config.SettingType.networks;
import static org.gatecast.config.SettingType.number;
import static org.gatecast.config.SettingType.oneOf;
import static org.gatecast.config.SettingType.origin;
import static org.gatecast.config.SettingType.passwords;
import static org.gatecast.config.SettingType.seconds;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gatecast.model.MergeStrategy;

/** Every key there is and what it may hold. Meaning and default stand in {@code conf/gatecast.properties}. */
final class SettingCatalog {
    private static final int DAY_SECONDS = 86_400;
    private static final int DAY_MILLIS = 86_400_000;
    private static final int KIB = 1024;
    private static final int MIB = 1024 * KIB;

    private static final Map<String, SettingDefinition<?>> BY_KEY = new LinkedHashMap<>();

    static final SettingDefinition<String> HTTP_HOST = add("http.host", host());
    static final SettingDefinition<Integer> HTTP_PORT =
            add(SettingDefinition.of("http.port", number(0, 65_535)).withVariable("PORT"));
    static final SettingDefinition<Integer> HTTP_EVENT_LOOPS = add("http.event-loops", number(0, 256));
    static final SettingDefinition<Integer> HTTP_BODY_LIMIT_XML =
            add("http.body-limit-xml-bytes", number(KIB, 256 * MIB));
    static final SettingDefinition<Integer> HTTP_BODY_LIMIT_JSON =
            add("http.body-limit-json-bytes", number(KIB, 256 * MIB));
    static final SettingDefinition<Integer> HTTP_BODY_LIMIT_EVENT =
            add("http.body-limit-event-bytes", number(KIB, 256 * MIB));
    static final SettingDefinition<Integer> HTTP_IMAGE_LIMIT = add("http.image-limit-bytes", number(KIB, 64 * MIB));
    static final SettingDefinition<Duration> HTTP_IDLE_TIMEOUT =
            add("http.idle-timeout-seconds", seconds(1, DAY_SECONDS));
    static final SettingDefinition<Integer> HTTP_HEADER_LIMIT = add("http.header-limit-bytes", number(KIB, MIB));

    static final SettingDefinition<Path> DATABASE_PATH =
            add(SettingDefinition.of("database.path", file()).withVariable("DATABASE_PATH"));
    static final SettingDefinition<Duration> DATABASE_BUSY_TIMEOUT =
            add("database.busy-timeout-millis", millis(1, DAY_MILLIS));

    static final SettingDefinition<List<Secret>> SECURITY_MASTER_PASSWORDS =
            add(SettingDefinition.of("security.master-passwords", passwords())
                    .withVariable("MASTER_PASSWORDS")
                    .asSecret());
    static final SettingDefinition<Boolean> SECURITY_PRODUCTION = add("security.production", flag());
    static final SettingDefinition<Integer> SECURITY_KEY_VALID_BEFORE =
            add("security.key-valid-before-days", number(0, 3650));
    static final SettingDefinition<Integer> SECURITY_KEY_VALID_AFTER =
            add("security.key-valid-after-days", number(0, 3650));
    static final SettingDefinition<Integer> SECURITY_KEY_VALID_AFTER_USE =
            add("security.key-valid-after-use-days", number(0, 3650));
    static final SettingDefinition<Integer> SECURITY_KEY_GRACE = add("security.key-grace-hours", number(0, 8760));

    static final SettingDefinition<Duration> SECURITY_HSTS =
            add("security.hsts-seconds", seconds(0, Integer.MAX_VALUE));

    static final SettingDefinition<List<CidrBlock>> PROXIES_TRUSTED = add("proxies.trusted", networks());
    static final SettingDefinition<ForwardedHeader> PROXIES_HEADER =
            add("proxies.header", oneOf(ForwardedHeader.values(), ForwardedHeader::header));

    static final SettingDefinition<Integer> LIMITS_CONNECTIONS = add("limits.connections", number(0, 10_000_000));
    static final SettingDefinition<Integer> LIMITS_RESERVED = add("limits.reserved-connections", number(0, 100_000));
    static final SettingDefinition<Integer> LIMITS_HALF_OPEN =
            add("limits.half-open-connections", number(1, 10_000_000));
    static final SettingDefinition<Duration> LIMITS_HEAD_TIMEOUT =
            add("limits.head-timeout-millis", millis(1, DAY_MILLIS));
    static final SettingDefinition<Duration> LIMITS_BODY_TIMEOUT =
            add("limits.body-timeout-millis", millis(1, DAY_MILLIS));
    static final SettingDefinition<Integer> LIMITS_BODY_PACE =
            add("limits.body-bytes-per-second", number(0, 256 * MIB));
    static final SettingDefinition<Integer> LIMITS_HEADERS = add("limits.headers", number(10, 10_000));
    static final SettingDefinition<Integer> LIMITS_REQUEST_LINE = add("limits.request-line-bytes", number(256, MIB));
    static final SettingDefinition<Integer> LIMITS_PIPELINED = add("limits.pipelined-requests", number(1, 10_000));
    static final SettingDefinition<Integer> LIMITS_ADDRESSES = add("limits.addresses", number(16, 10_000_000));
    static final SettingDefinition<Integer> LIMITS_CONNECTIONS_PER_ADDRESS =
            add("limits.connections-per-address", number(1, 10_000_000));
    static final SettingDefinition<Integer> LIMITS_NEW_CONNECTIONS =
            add("limits.new-connections-per-second", number(1, 1_000_000));
    static final SettingDefinition<Integer> LIMITS_NEW_CONNECTIONS_BURST =
            add("limits.new-connections-burst", number(1, 10_000_000));
    static final SettingDefinition<Integer> LIMITS_REQUESTS = add("limits.requests-per-second", number(1, 1_000_000));
    static final SettingDefinition<Integer> LIMITS_REQUESTS_BURST = add("limits.requests-burst", number(1, 10_000_000));
    static final SettingDefinition<Integer> LIMITS_FAILURES =
            add("limits.failed-authentications-per-minute", number(1, 1_000_000));
    static final SettingDefinition<Integer> LIMITS_FAILURES_BURST =
            add("limits.failed-authentications-burst", number(1, 1_000_000));
    static final SettingDefinition<Integer> LIMITS_UNSENT_PER_CONNECTION =
            add("limits.unsent-bytes-per-connection", number(4 * KIB, 16 * MIB));
    static final SettingDefinition<Integer> LIMITS_UNSENT_PER_ADDRESS =
            add("limits.unsent-bytes-per-address", number(4 * KIB, Integer.MAX_VALUE));
    static final SettingDefinition<Integer> LIMITS_UNSENT = add("limits.unsent-bytes", number(0, Integer.MAX_VALUE));
    static final SettingDefinition<Duration> LIMITS_RESPONSE_TIMEOUT =
            add("limits.response-timeout-millis", millis(1, DAY_MILLIS));
    static final SettingDefinition<Integer> LIMITS_RESPONSE_PACE =
            add("limits.response-bytes-per-second", number(0, 256 * MIB));

    static final SettingDefinition<MergeStrategy> MERGE_STRATEGY =
            add("merge.strategy", oneOf(MergeStrategy.values(), MergeStrategy::json));
    static final SettingDefinition<Duration> MERGE_EXPORT_LAG = add("merge.export-lag-millis", millis(0, DAY_MILLIS));
    static final SettingDefinition<Duration> MERGE_STREAM_QUIET =
            add("merge.stream-quiet-millis", millis(0, DAY_MILLIS));

    static final SettingDefinition<Integer> XML_MAX_DEPTH = add("xml.max-depth", number(8, 1000));
    static final SettingDefinition<Integer> XML_MAX_ELEMENTS = add("xml.max-elements", number(1000, 100_000_000));
    static final SettingDefinition<Integer> XML_MAX_NAMES = add("xml.max-names", number(1000, 1_000_000));
    static final SettingDefinition<Integer> XML_MAX_ROWS = add("xml.max-rows", number(1000, 1_000_000));
    static final SettingDefinition<Duration> XML_MAX_PARSE = add("xml.max-parse-millis", millis(100, 60_000));
    static final SettingDefinition<Integer> XML_MAX_TEXT = add("xml.max-text-chars", number(256, MIB));

    static final SettingDefinition<Integer> SPECTATORS_PER_EVENT = add("spectators.per-event", number(1, 100_000));
    static final SettingDefinition<Duration> SPECTATORS_PING_INTERVAL =
            add("spectators.ping-interval-millis", millis(1, DAY_MILLIS));
    static final SettingDefinition<Duration> SPECTATORS_PONG_TIMEOUT =
            add("spectators.pong-timeout-millis", millis(1, DAY_MILLIS));
    static final SettingDefinition<Duration> SPECTATORS_ONCOURSE_INTERVAL =
            add("spectators.oncourse-interval-millis", millis(1, DAY_MILLIS));
    static final SettingDefinition<Duration> SPECTATORS_ONCOURSE_EXPIRY =
            add("spectators.oncourse-expiry-millis", millis(1, DAY_MILLIS));
    static final SettingDefinition<Duration> SPECTATORS_OFFICIAL_GRACE =
            add("spectators.official-grace-millis", millis(1, DAY_MILLIS));
    // From 125: a ping or pong may be that long, and is a client's right (RFC 6455, 5.5).
    static final SettingDefinition<Integer> SPECTATORS_CLIENT_FRAME_LIMIT =
            add("spectators.client-frame-limit-bytes", number(125, MIB));
    static final SettingDefinition<Integer> SPECTATORS_CLIENT_FRAMES =
            add("spectators.client-frames-per-minute", number(1, 1_000_000));
    static final SettingDefinition<Integer> SPECTATORS_SOCKET_BUFFER =
            add("spectators.socket-buffer-bytes", number(4 * KIB, 16 * MIB));
    static final SettingDefinition<Duration> SPECTATORS_COMPRESSION_RESET =
            add("spectators.compression-reset-millis", millis(1, DAY_MILLIS));
    static final SettingDefinition<Integer> SPECTATORS_SUBSCRIPTIONS =
            add("spectators.subscriptions-per-event", number(1, 10_000));
    static final SettingDefinition<Integer> SPECTATORS_HISTORY = add("spectators.history-changes", number(0, 100_000));

    static final SettingDefinition<String> PAGE_PUBLIC_ORIGIN = add("page.public-origin", origin());
    static final SettingDefinition<String> PAGE_EMBED_ANCESTORS = add("page.embed-ancestors", frameAncestors());

    static final SettingDefinition<Integer> JOURNAL_CALLS = add("journal.calls-per-event", number(1, 100_000));

    static final SettingDefinition<Integer> RETENTION_ARCHIVE_AFTER =
            add("retention.archive-after-days", number(0, 36_500));
    static final SettingDefinition<Path> RETENTION_ARCHIVE_DIRECTORY = add("retention.archive-directory", file());

    static final SettingDefinition<LogLevel> LOG_LEVEL =
            add(SettingDefinition.of("log.level", oneOf(LogLevel.values(), LogLevel::name))
                    .withVariable("LOG_LEVEL"));
    static final SettingDefinition<LogFormat> LOG_FORMAT =
            add(SettingDefinition.of("log.format", oneOf(LogFormat.values(), LogFormat::label))
                    .withVariable("LOG_FORMAT"));

    static final SettingDefinition<Boolean> MANAGEMENT_ENABLED = add("management.enabled", flag());
    static final SettingDefinition<String> MANAGEMENT_HOST = add("management.host", host());
    static final SettingDefinition<Integer> MANAGEMENT_PORT =
            add(SettingDefinition.of("management.port", number(0, 65_535)).withVariable("MANAGEMENT_PORT"));
    static final SettingDefinition<Integer> MANAGEMENT_METRICS_EVENTS =
            add("management.metrics-events", number(0, 10_000));

    // Together with what may be under way they stay below the 30 s in which the process must have ended.
    static final SettingDefinition<Duration> DRAIN_NOT_READY = add("drain.not-ready-millis", millis(0, 8_000));
    static final SettingDefinition<Duration> DRAIN_SPREAD = add("drain.spread-millis", millis(0, 8_000));
    static final SettingDefinition<Duration> DRAIN_RECONNECT_AFTER =
            add("drain.reconnect-after-seconds", seconds(1, 3_600));
    static final SettingDefinition<Duration> DRAIN_RECONNECT_SPREAD =
            add("drain.reconnect-spread-seconds", seconds(0, 3_600));

    private SettingCatalog() {}

    /** All of them, in the order of the file. */
    static Map<String, SettingDefinition<?>> byKey() {
        return Collections.unmodifiableMap(BY_KEY);
    }

    private static <T> SettingDefinition<T> add(String key, SettingType<T> type) {
        return add(SettingDefinition.of(key, type));
    }

    private static <T> SettingDefinition<T> add(SettingDefinition<T> setting) {
        BY_KEY.put(setting.key(), setting);
        return setting;
    }
}
