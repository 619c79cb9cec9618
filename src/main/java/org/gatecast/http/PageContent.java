package org.gatecast.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.stream.Collectors;
import org.gatecast.page.Asset;
import org.gatecast.page.Pages;

/** The pages, and their files as they are sent: one for all event loops, so that each file is compressed once. */
public final class PageContent {
    private static final String FOREVER = "public, max-age=31536000, immutable";
    private static final String CHECKED = "no-cache";

    private final Pages pages;
    private final Map<String, Encoded> assets;
    private final Encoded serviceWorker;
    private final Encoded manifest;

    private PageContent(Pages pages) {
        this.pages = pages;
        assets = pages.assets().all().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Asset::address,
                        asset -> Encoded.file(
                                asset.mediaType(), FOREVER, asset.text().getBytes(UTF_8))));
        serviceWorker = Encoded.file("text/javascript; charset=utf-8", CHECKED, pages.serviceWorker());
        manifest = Encoded.file("application/manifest+json", CHECKED, pages.manifest());
    }

    /** From the jar; blocks. */
    public static PageContent load() {
        return new PageContent(Pages.load());
    }

    Pages pages() {
        return pages;
    }

    /** The file at an address, {@code null} when there is none, or none any more. */
    Encoded asset(String address) {
        return assets.get(address);
    }

    Encoded serviceWorker() {
        return serviceWorker;
    }

    Encoded manifest() {
        return manifest;
    }
}
