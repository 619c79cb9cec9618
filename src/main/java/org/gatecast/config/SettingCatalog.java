package org.gatecast.config;

import static org.gatecast.config.SettingType.eventId;
import static org.gatecast.config.SettingType.file;
import static org.gatecast.config.SettingType.flag;
import static org.gatecast.config.SettingType.frameAncestors;
import static org.gatecast.config.SettingType.home;
import static org.gatecast.config.SettingType.host;
import static org.gatecast.config.SettingType.hostOr;
import static org.gatecast.config.SettingType.imageFile;
import static org.gatecast.config.SettingType.imageFiles;
import static org.gatecast.config.SettingType.millis;
import static org.gatecast.config.SettingType.name;
import static org.gatecast.config.SettingType.networks;
import static org.gatecast.config.SettingType.number;
import static org.gatecast.config.SettingType.oneOf;
import static org.gatecast.config.SettingType.optional;
import static org.gatecast.config.SettingType.optionalFile;
import static org.gatecast.config.SettingType.origin;
import static org.gatecast.config.SettingType.passwords;
import static org.gatecast.config.SettingType.postgresUrl;
import static org.gatecast.config.SettingType.seconds;
import static org.gatecast.config.SettingType.textFile;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.gatecast.model.MergeStrategy;

/** Every key and its allowed values, in the order of {@code conf/gatecast.properties}, which has meanings and defaults. */
final class SettingCatalog {
    private static final int DAY_SECONDS = 86_400;
    private static final int DAY_MILLIS = 86_400_000;
    private static final int KIB = 1024;
    private static final int MIB = 1024 * KIB;

    private static final Map<String, SettingDefinition<?>> BY_KEY = new LinkedHashMap<>();

    static {
        add("http.host", host());
        add(SettingDefinition.of("http.port", number(0, 65_535)).withVariable("PORT"));
        add("http.event-loops", number(0, 256));
        add("http.body-limit-xml-bytes", number(KIB, 256 * MIB));
        add("http.body-limit-json-bytes", number(KIB, 256 * MIB));
        add("http.body-limit-event-bytes", number(KIB, 256 * MIB));
        add("http.image-limit-bytes", number(KIB, 64 * MIB));
        add("http.idle-timeout-seconds", seconds(1, DAY_SECONDS));
        add("http.header-limit-bytes", number(KIB, MIB));
        add(SettingDefinition.of("database.path", file()).withVariable("DATABASE_PATH"));
        add("database.busy-timeout-millis", millis(1, DAY_MILLIS));
        add(SettingDefinition.of("database.url", postgresUrl())
                .withVariable("DATABASE_URL")
                .asSecret());
        add("database.pool-size", number(1, 100));
        add("database.certificate-authority", optionalFile());
        add(SettingDefinition.of("security.master-passwords", passwords())
                .withVariable("MASTER_PASSWORDS")
                .asSecret());
        add("security.production", flag());
        add("security.key-valid-before-days", number(0, 3650));
        add("security.key-valid-after-days", number(0, 3650));
        add("security.key-valid-after-use-days", number(0, 3650));
        add("security.key-grace-hours", number(0, 8760));
        add("security.hsts-seconds", seconds(0, Integer.MAX_VALUE));
        add("proxies.trusted", networks());
        add("proxies.header", oneOf(ForwardedHeader.values(), ForwardedHeader::header));
        add("limits.connections", number(0, 10_000_000));
        add("limits.reserved-connections", number(0, 100_000));
        add("limits.half-open-connections", number(1, 10_000_000));
        add("limits.head-timeout-millis", millis(1, DAY_MILLIS));
        add("limits.body-timeout-millis", millis(1, DAY_MILLIS));
        add("limits.body-bytes-per-second", number(0, 256 * MIB));
        add("limits.headers", number(10, 10_000));
        add("limits.request-line-bytes", number(256, MIB));
        add("limits.pipelined-requests", number(1, 10_000));
        add("limits.addresses", number(16, 10_000_000));
        add("limits.connections-per-address", number(1, 10_000_000));
        add("limits.new-connections-per-second", number(1, 1_000_000));
        add("limits.new-connections-burst", number(1, 10_000_000));
        add("limits.requests-per-second", number(1, 1_000_000));
        add("limits.requests-burst", number(1, 10_000_000));
        add("limits.failed-authentications-per-minute", number(1, 1_000_000));
        add("limits.failed-authentications-burst", number(1, 1_000_000));
        add("limits.unsent-bytes-per-connection", number(4 * KIB, 16 * MIB));
        add("limits.unsent-bytes-per-address", number(4 * KIB, Integer.MAX_VALUE));
        add("limits.unsent-bytes", number(0, Integer.MAX_VALUE));
        add("limits.response-timeout-millis", millis(1, DAY_MILLIS));
        add("limits.response-bytes-per-second", number(0, 256 * MIB));
        add("merge.strategy", oneOf(MergeStrategy.values(), MergeStrategy::json));
        add("merge.export-lag-millis", millis(0, DAY_MILLIS));
        add("merge.stream-quiet-millis", millis(0, DAY_MILLIS));
        add("xml.max-depth", number(8, 1000));
        add("xml.max-elements", number(1000, 100_000_000));
        add("xml.max-names", number(1000, 1_000_000));
        add("xml.max-rows", number(1000, 1_000_000));
        add("xml.max-parse-millis", millis(100, 60_000));
        add("xml.max-text-chars", number(256, MIB));
        add("spectators.per-event", number(1, 100_000));
        add("spectators.ping-interval-millis", millis(1, DAY_MILLIS));
        add("spectators.pong-timeout-millis", millis(1, DAY_MILLIS));
        add("spectators.oncourse-interval-millis", millis(1, DAY_MILLIS));
        add("spectators.oncourse-expiry-millis", millis(1, DAY_MILLIS));
        add("spectators.official-grace-millis", millis(1, DAY_MILLIS));
        // A client may send pings and pongs of 125 bytes (RFC 6455, section 5.5).
        add("spectators.client-frame-limit-bytes", number(125, MIB));
        add("spectators.client-frames-per-minute", number(1, 1_000_000));
        add("spectators.socket-buffer-bytes", number(4 * KIB, 16 * MIB));
        add("spectators.compression-reset-millis", millis(1, DAY_MILLIS));
        add("spectators.subscriptions-per-event", number(1, 10_000));
        add("spectators.history-changes", number(0, 100_000));
        add("canoe123.host", optional(hostOr(Settings.Canoe123.AUTO)));
        add("canoe123.port", number(1, 65_535));
        add("canoe123.event", optional(eventId()));
        add("canoe123.export", optionalFile());
        add("page.public-origin", origin());
        add("page.embed-ancestors", frameAncestors());
        add("page.operator-name", name(60));
        add("page.operator-home", home());
        add("page.operator-logo", imageFile(128 * KIB));
        add("page.sponsor-logos", imageFiles(12, 128 * KIB));
        add("webhooks.private-addresses", flag());
        add("page.overlay-style", textFile(MIB));
        add("journal.calls-per-event", number(1, 100_000));
        add("retention.archive-after-days", number(0, 36_500));
        add("retention.archive-directory", file());
        add(SettingDefinition.of("log.level", oneOf(LogLevel.values(), LogLevel::name))
                .withVariable("LOG_LEVEL"));
        add(SettingDefinition.of("log.format", oneOf(LogFormat.values(), LogFormat::label))
                .withVariable("LOG_FORMAT"));
        add("management.enabled", flag());
        add("management.host", host());
        add(SettingDefinition.of("management.port", number(0, 65_535)).withVariable("MANAGEMENT_PORT"));
        add("management.metrics-events", number(0, 10_000));
        // A drain must end within 30 s, ingest calls in flight included.
        add("drain.not-ready-millis", millis(0, 8_000));
        add("drain.spread-millis", millis(0, 8_000));
        add("drain.reconnect-after-seconds", seconds(1, 3_600));
        add("drain.reconnect-spread-seconds", seconds(0, 3_600));
    }

    private SettingCatalog() {}

    static Map<String, SettingDefinition<?>> byKey() {
        return Collections.unmodifiableMap(BY_KEY);
    }

    private static void add(String key, SettingType<?> type) {
        add(SettingDefinition.of(key, type));
    }

    private static void add(SettingDefinition<?> setting) {
        BY_KEY.put(setting.key(), setting);
    }
}
