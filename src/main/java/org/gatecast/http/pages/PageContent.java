package org.gatecast.http.pages;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.stream.Collectors;
import org.gatecast.http.server.EncodedResponse;
import org.gatecast.web.Asset;
import org.gatecast.web.PageRenderer;

/** The pages, and their files encoded as they are sent. Shared by all event loops, so that each file is compressed once. */
public final class PageContent {
    private static final String FOREVER = "public, max-age=31536000, immutable";
    private static final String CHECKED = "no-cache";

    private final PageRenderer pages;
    private final Map<String, EncodedResponse> assets;
    private final EncodedResponse serviceWorker;
    private final EncodedResponse manifest;

    private PageContent(PageRenderer pages) {
        this.pages = pages;
        assets = pages.assets().all().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Asset::address,
                        asset -> EncodedResponse.file(
                                asset.mediaType(), FOREVER, asset.text().getBytes(UTF_8))));
        serviceWorker = EncodedResponse.file("text/javascript; charset=utf-8", CHECKED, pages.serviceWorker());
        manifest = EncodedResponse.file("application/manifest+json", CHECKED, pages.manifest());
    }

    /** From the jar; blocks. */
    public static PageContent load() {
        return new PageContent(PageRenderer.load());
    }

    PageRenderer pages() {
        return pages;
    }

    /** The file at a path, {@code null} if there is none. */
    EncodedResponse asset(String address) {
        return assets.get(address);
    }

    EncodedResponse serviceWorker() {
        return serviceWorker;
    }

    EncodedResponse manifest() {
        return manifest;
    }
}
