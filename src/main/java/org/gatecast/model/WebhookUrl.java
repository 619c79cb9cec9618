package org.gatecast.model;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** Which addresses a webhook may have. Where a name leads is looked at before each delivery. */
public final class WebhookUrl {
    public static final int MAX_CHARS = 2000;

    private static final int MAX_PORT = 65_535;

    private WebhookUrl() {}

    /**
     * What is wrong with the address, as a part of a sentence that begins with it; empty if it may be used.
     *
     * @param plainAllowed whether it may begin with {@code http:}
     */
    public static Optional<String> problem(String url, boolean plainAllowed) {
        if (url.length() > MAX_CHARS) {
            return Optional.of("must have at most " + MAX_CHARS + " characters");
        }
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            return Optional.of("is no valid address");
        }
        boolean secure = "https".equalsIgnoreCase(uri.getScheme());
        boolean plain = "http".equalsIgnoreCase(uri.getScheme());
        if (!secure && !(plain && plainAllowed)) {
            return Optional.of(plainAllowed ? "must begin with https:// or http://" : "must begin with https://");
        }
        if (!url.chars().allMatch(c -> c > ' ' && c < 127)) {
            return Optional.of("must be written in ASCII");
        }
        if (uri.getHost() == null || uri.getHost().isEmpty() || uri.getPort() == 0 || uri.getPort() > MAX_PORT) {
            return Optional.of("must name a host");
        }
        if (uri.getRawUserInfo() != null) {
            return Optional.of("must not have a user or a password; deliveries are signed instead");
        }
        return uri.getRawFragment() != null ? Optional.of("must not have a part behind #") : Optional.empty();
    }
}
