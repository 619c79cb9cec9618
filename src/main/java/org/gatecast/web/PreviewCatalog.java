package org.gatecast.web;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.gatecast.model.EventDetails;
import org.gatecast.model.EventMeta;
import org.gatecast.model.RaceType;
import org.gatecast.snapshot.BestRun;
import org.gatecast.snapshot.EventSnapshot;
import org.gatecast.snapshot.RaceTable;
import org.gatecast.snapshot.ResultRow;

/**
 * The preview of each spectators' page. Its image has the address of the page with {@code /preview} before it. Immutable, any
 * thread.
 */
public final class PreviewCatalog {
    public static final String ROOT = "/preview";
    /** The side of the icon for home screens, in pixels. */
    private static final int ICON_SIZE = 180;

    private static final int ROWS = 3;
    private static final int TIME_BEGIN = "2026-01-01T".length();
    private static final int TIME_END = "2026-01-01T09:00".length();

    /** The last race to start comes first; of those at the same time, the last in the event's order. */
    private static final Comparator<RaceTable> LATEST_FIRST = Comparator.comparing(
            (RaceTable table) -> Objects.requireNonNullElse(table.race().startTime(), ""), Comparator.reverseOrder());

    private final LanguageCatalog languages;
    private final Operator operator;

    PreviewCatalog(LanguageCatalog languages, Operator operator) {
        this.languages = languages;
        this.operator = operator;
    }

    /** The preview of the list of events: the first three that are public. */
    public Preview events(PageRequest request, Collection<EventSnapshot> events) {
        Translations texts = texts(request);
        return new Preview(
                operator.siteName(),
                "",
                "",
                texts.text("title.events"),
                "",
                "",
                events.stream()
                        .map(EventSnapshot::meta)
                        .filter(meta -> meta.status().isPublic())
                        .sorted(Comparator.comparing(
                                meta -> Objects.requireNonNullElse(
                                        meta.details().startDate(), ""),
                                Comparator.reverseOrder()))
                        .limit(ROWS)
                        .map(meta -> new Preview.Row(
                                "", text(meta.details().mainTitle()), PageMetadata.days(texts, meta.details()), ""))
                        .toList());
    }

    /** The preview of an event: the leaders of the race that started last of those with results. */
    public Preview event(PageRequest request, EventSnapshot snapshot) {
        Translations texts = texts(request);
        EventDetails details = snapshot.meta().details();
        String about = PageMetadata.joined(
                " · ", details.subTitle(), PageMetadata.days(texts, details), PageMetadata.place(details));
        return snapshot.tables().values().stream()
                .filter(PreviewCatalog::hasResults)
                .min(LATEST_FIRST)
                .map(table -> of(
                        texts,
                        snapshot.meta(),
                        details.mainTitle(),
                        about,
                        PageMetadata.raceTitle(texts, snapshot, table.race()),
                        leaders(RaceLeader.of(table, null).stream())))
                .orElseGet(() -> of(texts, snapshot.meta(), details.mainTitle(), about, "", List.of()));
    }

    /**
     * The preview of a race: its leaders.
     *
     * @param catId of this category alone; {@code null} for all
     */
    public Preview race(PageRequest request, EventSnapshot snapshot, RaceTable table, String catId) {
        Translations texts = texts(request);
        String category = PageMetadata.category(snapshot, catId);
        return of(
                texts,
                snapshot.meta(),
                PageMetadata.raceTitle(texts, snapshot, table.race()),
                about(texts, snapshot, table),
                PageMetadata.joined(" · ", PageMetadata.notHeld(texts, table.race()), category),
                leaders(RaceLeader.of(table, category == null ? null : catId).stream()));
    }

    /** The preview of a rider: the rider's own row. */
    public Preview rider(PageRequest request, EventSnapshot snapshot, RaceTable table, ResultRow row) {
        Translations texts = texts(request);
        List<Preview.Row> own = leaders(RaceLeader.of(table, null).stream()
                .filter(leader -> leader.row().equals(row)));
        return of(
                texts,
                snapshot.meta(),
                row.name(),
                about(texts, snapshot, table),
                PageMetadata.raceTitle(texts, snapshot, table.race()),
                own.isEmpty()
                        ? List.of(new Preview.Row("", text(row.name()), text(row.club()), text(row.status())))
                        : own);
    }

    /** The path of a preview's image. It changes with the content, because those who show previews keep images for days. */
    String path(PageRequest request, Preview preview) {
        String page = request.canonicalPath();
        return ROOT + (page.equals("/") ? "" : page) + (page.contains("?") ? '&' : '?') + "lang="
                + texts(request).language() + "&v=" + preview.tag();
    }

    /** The image of a preview, 1200 × 630 pixels. Takes some tens of milliseconds and 7 MB of memory. */
    public byte[] png(Preview preview) {
        return PreviewDrawing.png(preview);
    }

    /** The icon for the home screens of phones. Takes about a millisecond. */
    public byte[] icon() {
        return PreviewDrawing.icon(ICON_SIZE);
    }

    private Translations texts(PageRequest request) {
        return languages.choose(request.chosenLanguage(), request.acceptedLanguages());
    }

    private Preview of(
            Translations texts, EventMeta meta, String title, String subtitle, String label, List<Preview.Row> rows) {
        String status = meta.status().json();
        return new Preview(
                operator.siteName(), status, texts.text("status." + status), text(title), subtitle, label, rows);
    }

    /** The event, and day and time of the race. */
    private static String about(Translations texts, EventSnapshot snapshot, RaceTable table) {
        String start = table.race().startTime();
        return PageMetadata.joined(
                " · ",
                snapshot.meta().details().mainTitle(),
                texts.date(start),
                start != null && start.length() >= TIME_END ? start.substring(TIME_BEGIN, TIME_END) : null);
    }

    /** Whether a race has results of its own. The table of a second run has those of the first run before. */
    private static boolean hasResults(RaceTable table) {
        return table.rows().stream().anyMatch(row -> row.rnk() != null && isOwn(table, row.bestRun()));
    }

    private static boolean isOwn(RaceTable table, BestRun runs) {
        return table.race().raceType() != RaceType.BEST_RUN_2
                || runs == null
                || runs.prevTime() != null
                || runs.prevStatus() != null
                || Objects.equals(runs.betterRunNr(), 2);
    }

    private static List<Preview.Row> leaders(Stream<RaceLeader> leaders) {
        return leaders.limit(ROWS)
                .map(leader -> new Preview.Row(
                        String.valueOf(leader.rank()),
                        text(leader.row().name()),
                        text(leader.row().club()),
                        PageMetadata.seconds(leader.total())))
                .toList();
    }

    private static String text(String value) {
        return Objects.requireNonNullElse(value, "");
    }
}
