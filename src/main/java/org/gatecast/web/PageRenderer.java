package org.gatecast.web;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.gatecast.snapshot.EventSnapshot;
import org.gatecast.snapshot.RaceTable;
import org.gatecast.snapshot.ResultRow;

/** Renders the HTML of the pages in UTF-8. The scripts of the pages do the rest in the browser. Immutable, any thread. */
public final class PageRenderer {
    private static final PageRequest ANY_REQUEST = new PageRequest(null, null, "", "/");
    private static final String ANY_DATE = "2024-04-06";

    private final AssetCatalog assets;
    private final Operator operator;
    private final Page spectatorPage;
    private final Page embeddedPage;
    private final Page missingPage;
    private final Page screenPage;
    private final Page adminPage;
    private final PreviewCatalog previews;
    private final SiteFiles siteFiles;
    private final FeedRenderer feeds;

    /** A template and the languages that it can be rendered in. */
    private record Page(PageTemplate template, LanguageCatalog languages) {}

    /**
     * @param preview {@code null} for a page that nobody shares
     */
    private record Content(PageMetadata metadata, PlainContent plain, Preview preview) {
        static Content of(PageMetadata metadata) {
            return new Content(metadata, PlainContent.NOTHING, null);
        }
    }

    private PageRenderer(Map<String, byte[]> files, Operator operator) {
        this.operator = operator;
        assets = new AssetCatalog(files);
        LanguageCatalog spectatorLanguages = new LanguageCatalog("spectator", assets);
        spectatorPage = new Page(template(files, "spectator/page.html"), spectatorLanguages);
        embeddedPage = new Page(template(files, "embed/page.html"), spectatorLanguages);
        missingPage = new Page(template(files, "spectator/missing.html"), spectatorLanguages);
        previews = new PreviewCatalog(spectatorLanguages, operator);
        screenPage = new Page(template(files, "screens/page.html"), new LanguageCatalog("screens", assets));
        adminPage = new Page(template(files, "admin/page.html"), new LanguageCatalog("admin", assets));
        siteFiles = new SiteFiles(files, assets, operator);
        feeds = new FeedRenderer(spectatorLanguages, operator);
    }

    /**
     * Reads all files, renders each template once, and writes a date in each language. Blocks.
     *
     * @throws RuntimeException if a file is missing or a template is wrong
     */
    public static PageRenderer load(Operator operator) {
        PageRenderer renderer = new PageRenderer(WebResources.load(), operator);
        renderer.events(ANY_REQUEST, List.of());
        renderer.missing(ANY_REQUEST);
        renderer.admin(ANY_REQUEST);
        // Java reads what the dates of a language need when the first one is written.
        renderer.spectatorPage.languages().all().forEach(texts -> texts.date(ANY_DATE));
        return renderer;
    }

    public AssetCatalog assets() {
        return assets;
    }

    public PreviewCatalog previews() {
        return previews;
    }

    public SiteFiles siteFiles() {
        return siteFiles;
    }

    public FeedRenderer feeds() {
        return feeds;
    }

    /** The page with the list of events, except drafts. */
    public byte[] events(PageRequest request, Collection<EventSnapshot> events) {
        return render(
                spectatorPage,
                request,
                null,
                texts -> new Content(
                        PageMetadata.events(texts, operator),
                        PlainContent.events(events),
                        previews.events(request, events)));
    }

    public byte[] event(PageRequest request, EventSnapshot snapshot) {
        return render(
                pageFor(request),
                request,
                snapshot,
                texts -> new Content(
                        PageMetadata.event(texts, snapshot),
                        PlainContent.races(texts, snapshot),
                        previews.event(request, snapshot)));
    }

    /**
     * @param catId category whose leaders the description names, or {@code null}
     */
    public byte[] race(PageRequest request, EventSnapshot snapshot, RaceTable table, String catId) {
        return render(
                pageFor(request),
                request,
                snapshot,
                texts -> new Content(
                        PageMetadata.race(texts, snapshot, table, catId),
                        PlainContent.results(table, catId),
                        previews.race(request, snapshot, table, catId)));
    }

    public byte[] rider(PageRequest request, EventSnapshot snapshot, RaceTable table, ResultRow row) {
        return render(
                spectatorPage,
                request,
                snapshot,
                texts -> new Content(
                        PageMetadata.rider(texts, snapshot, table, row),
                        PlainContent.NOTHING,
                        previews.rider(request, snapshot, table, row)));
    }

    /**
     * A page that shows the event to others: in a hall, on television, to a speaker.
     *
     * @param view what is shown, as the address says it
     * @param sponsorLogos paths of the sponsors' pictures on this service
     * @param style path of the operator's style sheet for the view, {@code ""} for none
     */
    public byte[] screen(
            PageRequest request, EventSnapshot snapshot, String view, List<String> sponsorLogos, String style) {
        Map<String, String> values = new HashMap<>(Map.of("view", view));
        if (!sponsorLogos.isEmpty()) {
            values.put("sponsors", String.join(" ", sponsorLogos));
        }
        if (!style.isEmpty()) {
            values.put("style", style);
        }
        return render(screenPage, request, snapshot, texts -> Content.of(PageMetadata.event(texts, snapshot)), values);
    }

    /** The page of a 404. */
    public byte[] missing(PageRequest request) {
        return render(missingPage, request, null, texts -> Content.of(PageMetadata.missing(texts, operator)));
    }

    public byte[] admin(PageRequest request) {
        return render(adminPage, request, null, texts -> Content.of(new PageMetadata(texts.text("title"), "")));
    }

    private Page pageFor(PageRequest request) {
        return request.isEmbedded() ? embeddedPage : spectatorPage;
    }

    /**
     * @param snapshot of the page's event, or {@code null}
     */
    private byte[] render(
            Page page, PageRequest request, EventSnapshot snapshot, Function<Translations, Content> contentIn) {
        return render(page, request, snapshot, contentIn, Map.of());
    }

    /**
     * @param snapshot of the page's event, or {@code null}
     * @param more values of this page's template
     */
    private byte[] render(
            Page page,
            PageRequest request,
            EventSnapshot snapshot,
            Function<Translations, Content> contentIn,
            Map<String, String> more) {
        Translations texts = page.languages().choose(request.chosenLanguage(), request.acceptedLanguages());
        Content content = contentIn.apply(texts);
        PageMetadata metadata = content.metadata();
        Map<String, Object> values = new HashMap<>(texts.plainTexts());
        values.putAll(more);
        values.put("lang", texts.language());
        values.put(
                "languages",
                page.languages().all().stream().map(Translations::language).collect(Collectors.joining(" ")));
        values.put("translations", texts.address());
        values.put("status", snapshot == null ? "" : snapshot.meta().status().json());
        values.put("siteName", operator.siteName());
        if (!operator.name().isEmpty()) {
            values.put("operator", operator.values());
        }
        values.put("title", metadata.title());
        values.put("description", metadata.description());
        values.put("url", request.origin() + request.path());
        String preview = content.preview() == null ? null : previews.path(request, content.preview());
        if (preview != null) {
            values.put("image", request.origin() + preview);
        }
        values.put("canonical", request.origin() + request.canonicalPath());
        values.put("alternates", alternates(page.languages(), request));
        if (snapshot != null) {
            values.put("structured", StructuredData.of(snapshot.meta(), request.origin(), preview));
        }
        values.put("links", content.plain().links());
        values.put("rows", content.plain().rows());
        return page.template().render(values);
    }

    private static List<Map<String, String>> alternates(LanguageCatalog languages, PageRequest request) {
        String path = request.canonicalPath();
        return languages.all().stream()
                .map(Translations::language)
                .map(tag -> Map.of(
                        "tag", tag, "href", request.origin() + path + (path.contains("?") ? "&" : "?") + "lang=" + tag))
                .toList();
    }

    private PageTemplate template(Map<String, byte[]> files, String name) {
        return new PageTemplate(WebResources.text(files, name), assets);
    }
}
