package org.gatecast.http.spectators;

import io.vertx.core.buffer.Buffer;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.gatecast.http.server.EncodedResponse;
import org.gatecast.lists.ListFormat;
import org.gatecast.lists.ListKind;
import org.gatecast.lists.ListWriter;
import org.gatecast.lists.RaceList;
import org.gatecast.model.ErrorCode;
import org.gatecast.model.RaceId;
import org.gatecast.model.RefusedException;

/**
 * The lists that were asked for last, at most {@value #MAX_LISTS} with {@value #MAX_BYTES} bytes. A list is written again when
 * something that lists are made of has changed. Any thread.
 */
final class ListCache {
    static final int MAX_LISTS = 512;
    static final int MAX_BYTES = 8 << 20;

    static final String DISPOSITION = "Content-Disposition";
    private static final int MAX_NAME_CHARS = 80;

    private final Map<Key, Written> lists = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    /**
     * A list of a race in one format and language.
     *
     * @param generation of the event
     */
    record Key(String generation, RaceId race, ListKind kind, String catId, ListFormat format, String language) {
        /** A format without words is the same in all languages. */
        Key {
            language = ListWriter.hasLanguage(format)
                    ? language
                    : ListWriter.languages().get(0);
        }

        /** The name under which it is saved. */
        String fileName() {
            String category = catId == null ? "" : "-" + safe(catId);
            return safe(race.value()) + "-" + kind.label() + category + "." + format.ending();
        }
    }

    /** A list as bytes, for an archive, and as the response that has them. */
    record Written(RaceList.Source source, Buffer file, EncodedResponse response) {}

    /** {@code null} if the list was not written or was forgotten, or has changed. */
    synchronized Written find(Key key, RaceList.Source source) {
        Written known = lists.get(key);
        return known == null || !known.source.equals(source) ? null : known;
    }

    /**
     * The list, written now if need be. Slow.
     *
     * @throws RefusedException if it is too long for its format
     */
    Written findOrWrite(Key key, RaceList.Source source) {
        Written known = find(key, source);
        if (known != null) {
            return known;
        }
        RaceList list = RaceList.of(source, key.kind, key.catId);
        if (!ListWriter.fits(list, key.format)) {
            throw new RefusedException(
                    ErrorCode.InvalidRequest,
                    "The list has " + list.size() + " rows; a PDF has at most " + ListWriter.MAX_PDF_ROWS
                            + ". Ask for one category, or for another format.");
        }
        byte[] file = ListWriter.write(list, key.format, key.language);
        Written written = new Written(
                source, Buffer.buffer(file), EncodedResponse.cached(key.format.mediaType(), "no-cache", file));
        written.response.precompressed();
        put(key, written);
        return written;
    }

    private synchronized void put(Key key, Written written) {
        Written before = lists.put(key, written);
        bytes += size(written) - (before == null ? 0 : size(before));
        Iterator<Written> eldest = lists.values().iterator();
        while (lists.size() > 1 && (lists.size() > MAX_LISTS || bytes > MAX_BYTES)) {
            bytes -= size(eldest.next());
            eldest.remove();
        }
    }

    /** The compressed form counts as much as the plain one. */
    private static long size(Written written) {
        return 2L * written.file.length();
    }

    /** Only what every file system and header can hold. */
    static String safe(String id) {
        String safe = id.replaceAll("[^A-Za-z0-9._-]", "_");
        return safe.length() <= MAX_NAME_CHARS ? safe : safe.substring(0, MAX_NAME_CHARS);
    }
}
