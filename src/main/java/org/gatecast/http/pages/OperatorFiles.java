package org.gatecast.http.pages;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.gatecast.bus.FileContent;
import org.gatecast.bus.PageFileRequest.PageFile;
import org.gatecast.config.Settings;
import org.gatecast.http.server.EncodedResponse;
import org.gatecast.model.Image;
import org.gatecast.web.AssetCatalog;
import org.gatecast.web.Operator;

/** The files of those who run the service, with the hash of the content in their addresses. Immutable. */
final class OperatorFiles {
    static final String CSS = "text/css; charset=utf-8";

    private final Optional<PageFile> logo;
    private final List<PageFile> sponsorLogos;
    private final Optional<PageFile> overlayStyle;
    private final Operator operator;

    OperatorFiles(Settings.Page settings) {
        logo = settings.operatorLogo().map(image -> file(image, "logo"));
        sponsorLogos = sponsors(settings.sponsorLogos());
        overlayStyle =
                settings.overlayStyle().map(text -> file(CSS, text.getBytes(StandardCharsets.UTF_8), "overlay.css"));
        operator = new Operator(
                settings.operatorName(),
                settings.operatorHome(),
                logo.map(PageFile::address).orElse(""));
    }

    private static List<PageFile> sponsors(List<Image> images) {
        List<PageFile> sponsors = new ArrayList<>();
        for (Image image : images) {
            sponsors.add(file(image, "sponsor-" + (sponsors.size() + 1)));
        }
        return List.copyOf(sponsors);
    }

    private static PageFile file(Image image, String name) {
        return file(image.mediaType(), image.bytes(), name);
    }

    private static PageFile file(String mediaType, byte[] bytes, String name) {
        String tag =
                EncodedResponse.uncached(mediaType, CacheControl.FOREVER, bytes).tag();
        return new PageFile(AssetCatalog.ROOT + tag + "/" + name, mediaType, new FileContent(bytes));
    }

    Operator operator() {
        return operator;
    }

    Stream<PageFile> all() {
        return Stream.of(logo.stream(), sponsorLogos.stream(), overlayStyle.stream())
                .flatMap(files -> files);
    }

    /** The addresses of the sponsors' pictures. */
    List<String> sponsorLogos() {
        return sponsorLogos.stream().map(PageFile::address).toList();
    }

    /** The address of the style sheet of overlays, {@code ""} without one. */
    String overlayStyle() {
        return overlayStyle.map(PageFile::address).orElse("");
    }
}
