package org.gatecast.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.gatecast.snapshot.EventSnapshot;
import org.gatecast.snapshot.RaceTable;
import org.gatecast.snapshot.ResultRow;

/** Renders the HTML of the pages in UTF-8. The scripts of the pages do the rest in the browser. Immutable, any thread. */
public final class PageRenderer {
    private static final PageRequest ANY_REQUEST = new PageRequest(null, null, "", "/");

    private final AssetCatalog assets;
    private final Page spectatorPage;
    private final Page missingPage;
    private final Page adminPage;
    private final byte[] serviceWorker;
    private final byte[] manifest;

    /** A template and the languages that it can be rendered in. */
    private record Page(PageTemplate template, LanguageCatalog languages) {}

    private PageRenderer(Map<String, byte[]> files) {
        assets = new AssetCatalog(files);
        LanguageCatalog spectatorLanguages = new LanguageCatalog("spectator", assets);
        spectatorPage = new Page(template(files, "spectator/page.html"), spectatorLanguages);
        missingPage = new Page(template(files, "spectator/missing.html"), spectatorLanguages);
        adminPage = new Page(template(files, "admin/page.html"), new LanguageCatalog("admin", assets));
        manifest = template(files, "manifest.webmanifest").render(Map.of());
        serviceWorker = serviceWorker(files);
    }

    /**
     * Reads all files and renders each template once. Blocks.
     *
     * @throws RuntimeException if a file is missing or a template is wrong
     */
    public static PageRenderer load() {
        PageRenderer renderer = new PageRenderer(WebResources.load());
        renderer.events(ANY_REQUEST);
        renderer.missing(ANY_REQUEST);
        renderer.admin(ANY_REQUEST);
        return renderer;
    }

    public AssetCatalog assets() {
        return assets;
    }

    public byte[] events(PageRequest request) {
        return render(spectatorPage, request, "", PageMetadata::events);
    }

    public byte[] event(PageRequest request, EventSnapshot snapshot) {
        return render(spectatorPage, request, status(snapshot), texts -> PageMetadata.event(texts, snapshot));
    }

    /**
     * @param catId category whose leaders the description names, or {@code null}
     */
    public byte[] race(PageRequest request, EventSnapshot snapshot, RaceTable table, String catId) {
        return render(
                spectatorPage, request, status(snapshot), texts -> PageMetadata.race(texts, snapshot, table, catId));
    }

    public byte[] rider(PageRequest request, EventSnapshot snapshot, RaceTable table, ResultRow row) {
        return render(
                spectatorPage, request, status(snapshot), texts -> PageMetadata.rider(texts, snapshot, table, row));
    }

    /** The page of a 404. */
    public byte[] missing(PageRequest request) {
        return render(missingPage, request, "", PageMetadata::missing);
    }

    public byte[] admin(PageRequest request) {
        return render(adminPage, request, "", texts -> new PageMetadata(texts.text("title"), "", null));
    }

    /** The service worker's script, which keeps the files of the spectators' page for use without a network. */
    public byte[] serviceWorker() {
        return serviceWorker;
    }

    public byte[] manifest() {
        return manifest;
    }

    private static String status(EventSnapshot snapshot) {
        return snapshot.meta().status().json();
    }

    private static byte[] render(
            Page page, PageRequest request, String status, Function<Translations, PageMetadata> metadataIn) {
        Translations texts = page.languages().choose(request.chosenLanguage(), request.acceptedLanguages());
        PageMetadata metadata = metadataIn.apply(texts);
        Map<String, String> values = new HashMap<>(texts.plainTexts());
        values.put("lang", texts.language());
        values.put(
                "languages",
                page.languages().all().stream().map(Translations::language).collect(Collectors.joining(" ")));
        values.put("translations", texts.address());
        values.put("status", status);
        values.put("title", metadata.title());
        values.put("description", metadata.description());
        values.put("url", request.origin() + request.path());
        if (metadata.image() != null) {
            values.put("image", request.origin() + metadata.image());
        }
        return page.template().render(values);
    }

    private PageTemplate template(Map<String, byte[]> files, String name) {
        return new PageTemplate(text(files, name), assets);
    }

    /** The list of files to keep comes first. A changed file changes the list, so browsers install the worker again. */
    private byte[] serviceWorker(Map<String, byte[]> files) {
        String addresses = assets.all().stream()
                .filter(asset -> !asset.name().startsWith("admin-"))
                .map(asset -> '"' + asset.address() + '"')
                .collect(Collectors.joining(","));
        return ("const SHELL=[" + addresses + "];" + text(files, "worker.js")).getBytes(UTF_8);
    }

    private static String text(Map<String, byte[]> files, String name) {
        byte[] content = files.get(name);
        if (content == null) {
            throw new IllegalStateException("there is no web/" + name + "; `mvn process-resources` builds it");
        }
        return new String(content, UTF_8);
    }
}
