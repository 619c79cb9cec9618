package org.gatecast.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.gatecast.picture.EventPicture;
import org.gatecast.picture.RaceTable;
import org.gatecast.picture.ResultRow;

/** Writes the pages. Immutable, any thread. */
public final class Pages {
    private final Assets assets;
    private final Kind spectators;
    private final Kind nothing;
    private final Kind desk;
    private final byte[] serviceWorker;
    private final byte[] manifest;

    /** A template and the words it is filled with. */
    private record Kind(HtmlTemplate template, Languages languages) {}

    private Pages(Map<String, byte[]> files) {
        assets = new Assets(files);
        Languages spoken = new Languages("app/i18n", assets, files);
        spectators = new Kind(template(files, "app/page.html"), spoken);
        nothing = new Kind(template(files, "app/missing.html"), spoken);
        desk = new Kind(template(files, "admin/page.html"), new Languages("admin/i18n", assets, files));
        manifest = template(files, "manifest.webmanifest").fill(Map.of()).getBytes(UTF_8);
        serviceWorker = serviceWorker(files);
    }

    /** From the jar; blocks. */
    public static Pages load() {
        return new Pages(WebFiles.load());
    }

    /** The files that the pages refer to. */
    public Assets assets() {
        return assets;
    }

    /** All events. */
    public byte[] events(Reader reader) {
        Dictionary words = words(spectators, reader);
        return page(spectators, reader, words, Headline.events(words), "");
    }

    /** One event. */
    public byte[] event(Reader reader, EventPicture picture) {
        Dictionary words = words(spectators, reader);
        return page(spectators, reader, words, Headline.event(words, picture), status(picture));
    }

    /**
     * One race.
     *
     * @param catId the category that is singled out, or {@code null}
     */
    public byte[] race(Reader reader, EventPicture picture, RaceTable table, String catId) {
        Dictionary words = words(spectators, reader);
        return page(spectators, reader, words, Headline.race(words, picture, table, catId), status(picture));
    }

    /** One rider in a race. */
    public byte[] rider(Reader reader, EventPicture picture, RaceTable table, ResultRow row) {
        Dictionary words = words(spectators, reader);
        return page(spectators, reader, words, Headline.rider(words, picture, table, row), status(picture));
    }

    /** Where nothing is. */
    public byte[] missing(Reader reader) {
        Dictionary words = words(nothing, reader);
        return page(nothing, reader, words, Headline.missing(words), "");
    }

    /** The organiser's desk. */
    public byte[] desk(Reader reader) {
        Dictionary words = words(desk, reader);
        return page(desk, reader, words, new Headline(words.word("title"), "", null), "");
    }

    /** Keeps the page's files for when there is no network; JavaScript. */
    public byte[] serviceWorker() {
        return serviceWorker;
    }

    /** What a phone shows of the page once it is put on its home screen; JSON. */
    public byte[] manifest() {
        return manifest;
    }

    private static String status(EventPicture picture) {
        return picture.meta().status().json();
    }

    private static Dictionary words(Kind kind, Reader reader) {
        return kind.languages().choose(reader.chosenLanguage(), reader.acceptedLanguages());
    }

    private static byte[] page(Kind kind, Reader reader, Dictionary words, Headline headline, String status) {
        Map<String, String> values = new HashMap<>();
        words.words().fields().forEachRemaining(word -> {
            if (word.getValue().isTextual()) {
                values.put(word.getKey().replace('.', '_'), word.getValue().asText());
            }
        });
        values.put("lang", words.language());
        values.put(
                "languages",
                kind.languages().all().stream().map(Dictionary::language).collect(Collectors.joining(" ")));
        values.put("words", words.address());
        values.put("status", status);
        values.put("title", headline.title());
        values.put("description", headline.description());
        values.put("url", reader.origin() + reader.path());
        String image = headline.image();
        values.put("image", image == null ? "" : reader.origin() + image);
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
        return ("const SHELL = [" + kept + "];\n" + Comments.strip(script)).getBytes(UTF_8);
    }
}
