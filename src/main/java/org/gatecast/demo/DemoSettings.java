package org.gatecast.demo;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gatecast.config.Secret;
import org.gatecast.config.Settings;
import org.gatecast.config.SettingsLoader;

/** The settings of the demo's service. */
final class DemoSettings {
    private static final Set<String> EVERY_ADDRESS = Set.of("0.0.0.0", "::", "[::]");

    private DemoSettings() {}

    /**
     * The operator's settings with another database.
     *
     * @param password valid in addition to the operator's master passwords; a service without passwords stays open
     */
    static Settings of(Settings settings, Path database, String password) {
        return new Settings(
                settings.http(),
                settings.database().inFile(database),
                settings.security().isOpen() ? settings.security() : withPassword(settings.security(), password),
                settings.proxies(),
                settings.limits(),
                settings.merge(),
                settings.xml(),
                settings.spectators(),
                settings.canoe123(),
                settings.page(),
                settings.webhooks(),
                settings.journal(),
                settings.retention(),
                settings.log(),
                settings.management(),
                settings.drain());
    }

    private static Settings.Security withPassword(Settings.Security security, String password) {
        List<Secret> passwords = new ArrayList<>(security.masterPasswords());
        passwords.addAll(SettingsLoader.load(Map.of("security.master-passwords", password))
                .security()
                .masterPasswords());
        return new Settings.Security(
                passwords,
                security.production(),
                security.keyValidBeforeDays(),
                security.keyValidAfterDays(),
                security.keyValidAfterUseDays(),
                security.keyGraceHours(),
                security.hsts());
    }

    /** The service's address on its own machine. */
    static URI address(String host, int port) {
        try {
            return new URI("http", null, EVERY_ADDRESS.contains(host) ? "localhost" : host, port, "/", null, null);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(host + " is no host", e);
        }
    }
}
