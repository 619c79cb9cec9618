package org.gatecast.config;

import static org.gatecast.config.Kind.file;
import static org.gatecast.config.Kind.flag;
import static org.gatecast.config.Kind.frameAncestors;
import static org.gatecast.config.Kind.host;
import static org.gatecast.config.Kind.millis;
import static org.gatecast.config.Kind.networks;
import static org.gatecast.config.Kind.number;
import static org.gatecast.config.Kind.oneOf;
import static org.gatecast.config.Kind.origin;
import static org.gatecast.config.Kind.passwords;
import static org.gatecast.config.Kind.seconds;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gatecast.model.MergeStrategy;

/** Every key there is and what it may hold. Meaning and default stand in {@code conf/gatecast.properties}. */
final class SettingTable {
    private static final int DAY_SECONDS = 86_400;
    private static final int DAY_MILLIS = 86_400_000;
    private static final int KIB = 1024;
    private static final int MIB = 1024 * KIB;

    private static final Map<String, Setting<?>> BY_KEY = new LinkedHashMap<>();

    static final Setting<String> HTTP_HOST = add("http.host", host());
    static final Setting<Integer> HTTP_PORT =
            add(Setting.of("http.port", number(0, 65_535)).knownAs("PORT"));
    static final Setting<Integer> HTTP_EVENT_LOOPS = add("http.event-loops", number(0, 256));
    static final Setting<Integer> HTTP_BODY_LIMIT_XML = add("http.body-limit-xml-bytes", number(KIB, 256 * MIB));
    static final Setting<Integer> HTTP_BODY_LIMIT_JSON = add("http.body-limit-json-bytes", number(KIB, 256 * MIB));
    static final Setting<Integer> HTTP_BODY_LIMIT_EVENT = add("http.body-limit-event-bytes", number(KIB, 256 * MIB));
    static final Setting<Integer> HTTP_IMAGE_LIMIT = add("http.image-limit-bytes", number(KIB, 64 * MIB));
    static final Setting<Duration> HTTP_IDLE_TIMEOUT = add("http.idle-timeout-seconds", seconds(1, DAY_SECONDS));
    static final Setting<Integer> HTTP_HEADER_LIMIT = add("http.header-limit-bytes", number(KIB, MIB));

    static final Setting<Path> DATABASE_PATH =
            add(Setting.of("database.path", file()).knownAs("DATABASE_PATH"));
    static final Setting<Duration> DATABASE_BUSY_TIMEOUT = add("database.busy-timeout-millis", millis(1, DAY_MILLIS));

    static final Setting<List<Secret>> SECURITY_MASTER_PASSWORDS =
            add(Setting.of("security.master-passwords", passwords())
                    .knownAs("MASTER_PASSWORDS")
                    .asSecret());
    static final Setting<Boolean> SECURITY_PRODUCTION = add("security.production", flag());
    static final Setting<Integer> SECURITY_KEY_VALID_BEFORE = add("security.key-valid-before-days", number(0, 3650));
    static final Setting<Integer> SECURITY_KEY_VALID_AFTER = add("security.key-valid-after-days", number(0, 3650));
    static final Setting<Integer> SECURITY_KEY_VALID_AFTER_USE =
            add("security.key-valid-after-use-days", number(0, 3650));
    static final Setting<Integer> SECURITY_KEY_GRACE = add("security.key-grace-hours", number(0, 8760));

    static final Setting<Duration> SECURITY_HSTS = add("security.hsts-seconds", seconds(0, Integer.MAX_VALUE));

    static final Setting<List<Network>> PROXIES_TRUSTED = add("proxies.trusted", networks());
    static final Setting<ForwardHeader> PROXIES_HEADER =
            add("proxies.header", oneOf(ForwardHeader.values(), ForwardHeader::header));

    static final Setting<Integer> LIMITS_CONNECTIONS = add("limits.connections", number(0, 10_000_000));
    static final Setting<Integer> LIMITS_RESERVED = add("limits.reserved-connections", number(0, 100_000));
    static final Setting<Integer> LIMITS_HALF_OPEN = add("limits.half-open-connections", number(1, 10_000_000));
    static final Setting<Duration> LIMITS_HEAD_TIMEOUT = add("limits.head-timeout-millis", millis(1, DAY_MILLIS));
    static final Setting<Duration> LIMITS_BODY_TIMEOUT = add("limits.body-timeout-millis", millis(1, DAY_MILLIS));
    static final Setting<Integer> LIMITS_BODY_PACE = add("limits.body-bytes-per-second", number(0, 256 * MIB));
    static final Setting<Integer> LIMITS_HEADERS = add("limits.headers", number(10, 10_000));
    static final Setting<Integer> LIMITS_FIRST_LINE = add("limits.first-line-bytes", number(256, MIB));
    static final Setting<Integer> LIMITS_PIPELINED = add("limits.pipelined-requests", number(1, 10_000));
    static final Setting<Integer> LIMITS_ADDRESSES = add("limits.addresses", number(16, 10_000_000));
    static final Setting<Integer> LIMITS_CONNECTIONS_PER_ADDRESS =
            add("limits.connections-per-address", number(1, 10_000_000));
    static final Setting<Integer> LIMITS_NEW_CONNECTIONS =
            add("limits.new-connections-per-second", number(1, 1_000_000));
    static final Setting<Integer> LIMITS_NEW_CONNECTIONS_BURST =
            add("limits.new-connections-burst", number(1, 10_000_000));
    static final Setting<Integer> LIMITS_REQUESTS = add("limits.requests-per-second", number(1, 1_000_000));
    static final Setting<Integer> LIMITS_REQUESTS_BURST = add("limits.requests-burst", number(1, 10_000_000));
    static final Setting<Integer> LIMITS_FAILURES =
            add("limits.failed-authentications-per-minute", number(1, 1_000_000));
    static final Setting<Integer> LIMITS_FAILURES_BURST =
            add("limits.failed-authentications-burst", number(1, 1_000_000));
    static final Setting<Integer> LIMITS_UNSENT_PER_CONNECTION =
            add("limits.unsent-bytes-per-connection", number(4 * KIB, 16 * MIB));
    static final Setting<Integer> LIMITS_UNSENT_PER_ADDRESS =
            add("limits.unsent-bytes-per-address", number(4 * KIB, Integer.MAX_VALUE));
    static final Setting<Integer> LIMITS_UNSENT = add("limits.unsent-bytes", number(0, Integer.MAX_VALUE));
    static final Setting<Duration> LIMITS_ANSWER_TIMEOUT = add("limits.answer-timeout-millis", millis(1, DAY_MILLIS));
    static final Setting<Integer> LIMITS_ANSWER_PACE = add("limits.answer-bytes-per-second", number(0, 256 * MIB));

    static final Setting<MergeStrategy> MERGE_STRATEGY =
            add("merge.strategy", oneOf(MergeStrategy.values(), MergeStrategy::json));
    static final Setting<Duration> MERGE_EXPORT_LAG = add("merge.export-lag-millis", millis(0, DAY_MILLIS));
    static final Setting<Duration> MERGE_STREAM_QUIET = add("merge.stream-quiet-millis", millis(0, DAY_MILLIS));

    static final Setting<Integer> XML_MAX_DEPTH = add("xml.max-depth", number(8, 1000));
    static final Setting<Integer> XML_MAX_ELEMENTS = add("xml.max-elements", number(1000, 100_000_000));
    static final Setting<Integer> XML_MAX_NAMES = add("xml.max-names", number(1000, 1_000_000));
    static final Setting<Integer> XML_MAX_ROWS = add("xml.max-rows", number(1000, 1_000_000));
    static final Setting<Duration> XML_MAX_PARSE = add("xml.max-parse-millis", millis(100, 60_000));
    static final Setting<Integer> XML_MAX_TEXT = add("xml.max-text-chars", number(256, MIB));

    static final Setting<Integer> LIVE_SPECTATORS = add("live.spectators-per-event", number(1, 100_000));
    static final Setting<Duration> LIVE_PING_INTERVAL = add("live.ping-interval-millis", millis(1, DAY_MILLIS));
    static final Setting<Duration> LIVE_PONG_TIMEOUT = add("live.pong-timeout-millis", millis(1, DAY_MILLIS));
    static final Setting<Duration> LIVE_ONCOURSE_INTERVAL = add("live.oncourse-interval-millis", millis(1, DAY_MILLIS));
    static final Setting<Duration> LIVE_ONCOURSE_EXPIRY = add("live.oncourse-expiry-millis", millis(1, DAY_MILLIS));
    static final Setting<Duration> LIVE_OFFICIAL_GRACE = add("live.official-grace-millis", millis(1, DAY_MILLIS));
    // From 125: a ping or pong may be that long, and is a client's right (RFC 6455, 5.5).
    static final Setting<Integer> LIVE_CLIENT_FRAME_LIMIT = add("live.client-frame-limit-bytes", number(125, MIB));
    static final Setting<Integer> LIVE_CLIENT_FRAMES = add("live.client-frames-per-minute", number(1, 1_000_000));
    static final Setting<Integer> LIVE_SOCKET_BUFFER = add("live.socket-buffer-bytes", number(4 * KIB, 16 * MIB));
    static final Setting<Duration> LIVE_COMPRESSION_RESET = add("live.compression-reset-millis", millis(1, DAY_MILLIS));
    static final Setting<Integer> LIVE_SUBSCRIPTIONS = add("live.subscriptions-per-event", number(1, 10_000));
    static final Setting<Integer> LIVE_HISTORY = add("live.history-changes", number(0, 100_000));

    static final Setting<String> PAGE_PUBLIC_ORIGIN = add("page.public-origin", origin());
    static final Setting<String> PAGE_EMBED_ANCESTORS = add("page.embed-ancestors", frameAncestors());

    static final Setting<Integer> JOURNAL_CALLS = add("journal.calls-per-event", number(1, 100_000));

    static final Setting<Integer> RETENTION_ARCHIVE_AFTER = add("retention.archive-after-days", number(0, 36_500));
    static final Setting<Path> RETENTION_ARCHIVE_DIRECTORY = add("retention.archive-directory", file());

    static final Setting<LogLevel> LOG_LEVEL = add(
            Setting.of("log.level", oneOf(LogLevel.values(), LogLevel::name)).knownAs("LOG_LEVEL"));
    static final Setting<LogFormat> LOG_FORMAT =
            add(Setting.of("log.format", oneOf(LogFormat.values(), LogFormat::label))
                    .knownAs("LOG_FORMAT"));

    static final Setting<Boolean> MANAGEMENT_ENABLED = add("management.enabled", flag());
    static final Setting<String> MANAGEMENT_HOST = add("management.host", host());
    static final Setting<Integer> MANAGEMENT_PORT =
            add(Setting.of("management.port", number(0, 65_535)).knownAs("MANAGEMENT_PORT"));
    static final Setting<Integer> MANAGEMENT_METRICS_EVENTS = add("management.metrics-events", number(0, 10_000));

    // Together with what may be under way they stay below the 30 s in which the process must have ended.
    static final Setting<Duration> DRAIN_NOTICE = add("drain.notice-millis", millis(0, 8_000));
    static final Setting<Duration> DRAIN_SPREAD = add("drain.spread-millis", millis(0, 8_000));
    static final Setting<Duration> DRAIN_AWAY = add("drain.away-seconds", seconds(1, 3_600));
    static final Setting<Duration> DRAIN_RETURNING = add("drain.returning-seconds", seconds(0, 3_600));

    private SettingTable() {}

    /** All of them, in the order of the file. */
    static Map<String, Setting<?>> byKey() {
        return Collections.unmodifiableMap(BY_KEY);
    }

    private static <T> Setting<T> add(String key, Kind<T> kind) {
        return add(Setting.of(key, kind));
    }

    private static <T> Setting<T> add(Setting<T> setting) {
        BY_KEY.put(setting.key(), setting);
        return setting;
    }
}
