package org.gatecast.web;

import java.util.Collection;
import java.util.List;
import org.gatecast.snapshot.EventSnapshot;

/** Renders what readers subscribe to, in the language of the request and in UTF-8. Immutable, any thread. */
public final class FeedRenderer {
    private final LanguageCatalog languages;
    private final Operator operator;

    FeedRenderer(LanguageCatalog languages, Operator operator) {
        this.languages = languages;
        this.operator = operator;
    }

    /** The programme of an event as iCalendar. */
    public byte[] calendar(PageRequest request, EventSnapshot event) {
        return ProgrammeCalendar.of(texts(request), event, request.origin());
    }

    /** The official results of an event as an Atom feed. */
    public byte[] officialResults(PageRequest request, EventSnapshot event) {
        return officialResults(
                request,
                List.of(event),
                event.meta().details().mainTitle(),
                PagePath.event(event.meta().eventId()));
    }

    /** The last official results of all events, except drafts, as an Atom feed. */
    public byte[] officialResults(PageRequest request, Collection<EventSnapshot> events) {
        return officialResults(request, events, operator.siteName(), "/");
    }

    private byte[] officialResults(PageRequest request, Collection<EventSnapshot> events, String title, String page) {
        Translations texts = texts(request);
        String path = request.path().replaceFirst("\\?.*", "");
        return OfficialFeed.of(
                texts,
                events,
                title + " · " + texts.text("status.official"),
                request.origin(),
                request.origin() + path,
                request.origin() + page);
    }

    private Translations texts(PageRequest request) {
        return languages.choose(request.chosenLanguage(), request.acceptedLanguages());
    }
}
