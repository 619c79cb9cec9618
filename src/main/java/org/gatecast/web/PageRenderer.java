package org.gatecast.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.gatecast.snapshot.EventSnapshot;
import org.gatecast.snapshot.RaceTable;
import org.gatecast.snapshot.ResultRow;

/** Writes the pages. Immutable, any thread. */
public final class PageRenderer {
    private final AssetCatalog assets;
    private final Kind spectatorPage;
    private final Kind missingPage;
    private final Kind admin;
    private final byte[] serviceWorker;
    private final byte[] manifest;

    /** A template and the words it is filled with. */
    private record Kind(HtmlTemplate template, LanguageCatalog languages) {}

    private PageRenderer(Map<String, byte[]> files) {
        assets = new AssetCatalog(files);
        LanguageCatalog spoken = new LanguageCatalog("app/i18n", assets, files);
        spectatorPage = new Kind(template(files, "app/page.html"), spoken);
        missingPage = new Kind(template(files, "app/missing.html"), spoken);
        admin = new Kind(template(files, "admin/page.html"), new LanguageCatalog("admin/i18n", assets, files));
        manifest = template(files, "manifest.webmanifest").fill(Map.of()).getBytes(UTF_8);
        serviceWorker = serviceWorker(files);
    }

    /** From the jar; blocks. */
    public static PageRenderer load() {
        return new PageRenderer(WebResources.load());
    }

    /** The files that the pages refer to. */
    public AssetCatalog assets() {
        return assets;
    }

    /** All events. */
    public byte[] events(PageRequest request) {
        Translations words = words(spectatorPage, request);
        return page(spectatorPage, request, words, PageMetadata.events(words), "");
    }

    /** One event. */
    public byte[] event(PageRequest request, EventSnapshot snapshot) {
        Translations words = words(spectatorPage, request);
        return page(spectatorPage, request, words, PageMetadata.event(words, snapshot), status(snapshot));
    }

    /**
     * One race.
     *
     * @param catId the category that is singled out, or {@code null}
     */
    public byte[] race(PageRequest request, EventSnapshot snapshot, RaceTable table, String catId) {
        Translations words = words(spectatorPage, request);
        return page(spectatorPage, request, words, PageMetadata.race(words, snapshot, table, catId), status(snapshot));
    }

    /** One rider in a race. */
    public byte[] rider(PageRequest request, EventSnapshot snapshot, RaceTable table, ResultRow row) {
        Translations words = words(spectatorPage, request);
        return page(spectatorPage, request, words, PageMetadata.rider(words, snapshot, table, row), status(snapshot));
    }

    /** Where nothing is. */
    public byte[] missing(PageRequest request) {
        Translations words = words(missingPage, request);
        return page(missingPage, request, words, PageMetadata.missing(words), "");
    }

    /** The organiser's desk. */
    public byte[] admin(PageRequest request) {
        Translations words = words(admin, request);
        return page(admin, request, words, new PageMetadata(words.word("title"), "", null), "");
    }

    /** Keeps the page's files for when there is no network; JavaScript. */
    public byte[] serviceWorker() {
        return serviceWorker;
    }

    /** What a phone shows of the page once it is put on its home screen; JSON. */
    public byte[] manifest() {
        return manifest;
    }

    private static String status(EventSnapshot snapshot) {
        return snapshot.meta().status().json();
    }

    private static Translations words(Kind kind, PageRequest request) {
        return kind.languages().choose(request.chosenLanguage(), request.acceptedLanguages());
    }

    private static byte[] page(
            Kind kind, PageRequest request, Translations words, PageMetadata metadata, String status) {
        Map<String, String> values = new HashMap<>();
        words.words().fields().forEachRemaining(word -> {
            if (word.getValue().isTextual()) {
                values.put(word.getKey().replace('.', '_'), word.getValue().asText());
            }
        });
        values.put("lang", words.language());
        values.put(
                "languages",
                kind.languages().all().stream().map(Translations::language).collect(Collectors.joining(" ")));
        values.put("words", words.address());
        values.put("status", status);
        values.put("title", metadata.title());
        values.put("description", metadata.description());
        values.put("url", request.origin() + request.path());
        String image = metadata.image();
        values.put("image", image == null ? "" : request.origin() + image);
        return kind.template().fill(values).getBytes(UTF_8);
    }

    private HtmlTemplate template(Map<String, byte[]> files, String name) {
        byte[] text = files.get(name);
        if (text == null) {
            throw new IllegalStateException("web/" + name + " is not there");
        }
        return new HtmlTemplate(new String(text, UTF_8), assets);
    }

    /** The worker, told what there is to keep; a changed file makes it another worker, which browsers then install. */
    private byte[] serviceWorker(Map<String, byte[]> files) {
        String kept = assets.all().stream()
                .filter(asset -> !asset.name().startsWith("admin/"))
                .map(asset -> '"' + asset.address() + '"')
                .collect(Collectors.joining(","));
        String script = new String(files.get("worker.js"), UTF_8);
        return ("const SHELL = [" + kept + "];\n" + CommentStripper.strip(script)).getBytes(UTF_8);
    }
}
