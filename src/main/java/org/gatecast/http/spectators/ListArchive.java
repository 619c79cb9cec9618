package org.gatecast.http.spectators;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.gatecast.http.server.UnsentBudgetCheck;
import org.gatecast.limits.ResponseMemory;
import org.gatecast.lists.ListFormat;
import org.gatecast.lists.ListKind;
import org.gatecast.lists.ListWriter;
import org.gatecast.lists.RaceList;
import org.gatecast.model.ErrorCode;
import org.gatecast.model.RefusedException;
import org.gatecast.snapshot.EventSnapshot;
import org.gatecast.snapshot.RaceTable;

/**
 * The ZIP file with all lists of an event or of one of its days. It is sent while it is written: a list is written when the client
 * has taken the one before, and other lists may be written in between. Confined to the event loop of the request.
 */
final class ListArchive {
    private static final int MAX_AT_ONCE = 4;
    /** At most so much of an archive is in memory. */
    private static final int PIECE_BYTES = 1 << 20;

    private static final int DATE_CHARS = "2026-01-01".length();
    /** The same list makes the same entry: 1980-01-01, the first time that a ZIP file can hold. */
    private static final LocalDateTime ENTRY_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private final RoutingContext ctx;
    private final ListCache lists;
    private final ListWorker worker;
    private final AtomicInteger archives;
    private final String eventId;
    private final List<ListRequest.Wanted> wanted;
    private final ByteArrayOutputStream piece = new ByteArrayOutputStream();
    private final ZipOutputStream zip = new ZipOutputStream(piece);
    private final Set<String> names = new HashSet<>();
    private boolean closed;

    ListArchive(
            RoutingContext ctx, EventSnapshot snapshot, ListCache lists, ListWorker worker, AtomicInteger archives) {
        this.ctx = ctx;
        this.lists = lists;
        this.worker = worker;
        this.archives = archives;
        eventId = snapshot.meta().eventId().toString();
        wanted = wanted(ctx, snapshot);
    }

    /** The lists that are handed out for each race, by the snapshot of now. */
    private static List<ListRequest.Wanted> wanted(RoutingContext ctx, EventSnapshot snapshot) {
        String day = ctx.queryParams().get("day");
        String language = ListRequest.language(ctx);
        List<ListFormat> formats = formats(ctx);
        List<ListRequest.Wanted> wanted = new ArrayList<>();
        for (RaceTable table : snapshot.tables().values()) {
            if (day != null && !day.equals(day(table.race().startTime()))) {
                continue;
            }
            RaceList.Source source = RaceList.Source.of(snapshot, table);
            String generation = snapshot.meta().generation();
            for (ListKind kind : ListKind.handedOut(table.race().raceType())) {
                for (ListFormat format : formats) {
                    wanted.add(new ListRequest.Wanted(
                            new ListCache.Key(generation, table.race().raceId(), kind, null, format, language),
                            source));
                }
            }
        }
        if (wanted.isEmpty()) {
            throw new RefusedException(
                    ErrorCode.NotFound,
                    day == null
                            ? "The event has no races."
                            : "The event has no races on this day; a day is written as 2026-04-06.");
        }
        return wanted;
    }

    private static List<ListFormat> formats(RoutingContext ctx) {
        String chosen = ctx.queryParams().get("format");
        if (chosen == null) {
            return ListFormat.ARCHIVED;
        }
        return List.of(ListFormat.of(chosen)
                .orElseThrow(() ->
                        new RefusedException(ErrorCode.InvalidRequest, "format must be html, pdf, csv, xlsx or xml.")));
    }

    private static String day(String startTime) {
        return startTime == null || startTime.length() < DATE_CHARS ? null : startTime.substring(0, DATE_CHARS);
    }

    void send() {
        HttpServerResponse response = ctx.response()
                .putHeader("Content-Type", "application/zip")
                .putHeader("Cache-Control", "no-store")
                .putHeader(ListCache.DISPOSITION, "attachment; filename=\"" + ListCache.safe(eventId) + ".zip\"");
        if (HttpMethod.HEAD.equals(ctx.request().method())) {
            response.end();
            return;
        }
        if (archives.incrementAndGet() > MAX_AT_ONCE) {
            archives.decrementAndGet();
            response.headers().remove(ListCache.DISPOSITION);
            throw new RefusedException(
                    ErrorCode.Unavailable, "Too many archives are being written; try again shortly.");
        }
        try {
            UnsentBudgetCheck.reserve(ctx.request(), ResponseMemory.single(PIECE_BYTES));
        } catch (RefusedException unread) {
            archives.decrementAndGet();
            response.headers().remove(ListCache.DISPOSITION);
            throw unread;
        }
        response.exceptionHandler(failure -> closed = true).closeHandler(gone -> closed = true);
        response.setChunked(true);
        next(wanted.iterator()).onComplete(done -> {
            archives.decrementAndGet();
            if (done.failed() && response.headWritten()) {
                // The client must not take what it has for the whole archive.
                ctx.request().connection().close();
            } else if (done.failed()) {
                response.setChunked(false).headers().remove(ListCache.DISPOSITION);
                ctx.fail(done.cause());
            }
        });
    }

    /** Writes one list after the other. */
    private Future<Void> next(Iterator<ListRequest.Wanted> rest) {
        if (closed) {
            return Future.succeededFuture();
        }
        boolean last = !rest.hasNext();
        ListRequest.Wanted list = last ? null : rest.next();
        return worker.run(() -> piece(list)).compose(bytes -> {
            if (closed) {
                return Future.succeededFuture();
            }
            return last
                    ? ctx.response().end(bytes)
                    : ctx.response().write(bytes).compose(sent -> next(rest));
        });
    }

    /** The next bytes of the archive: one list, or the end if there is none. */
    private Buffer piece(ListRequest.Wanted list) throws IOException {
        if (list == null) {
            zip.finish();
        } else {
            ListCache.Key key = fitting(list);
            ZipEntry entry = new ZipEntry(uniqueName(key));
            entry.setTimeLocal(ENTRY_TIME);
            zip.putNextEntry(entry);
            zip.write(lists.findOrWrite(key, list.source()).file().getBytes());
            zip.closeEntry();
            zip.flush();
        }
        Buffer bytes = Buffer.buffer(piece.toByteArray());
        piece.reset();
        return bytes;
    }

    /** A list that is too long for its format is there as a page. */
    private static ListCache.Key fitting(ListRequest.Wanted list) {
        ListCache.Key key = list.key();
        return ListWriter.fits(RaceList.of(list.source(), key.kind(), key.catId()), key.format())
                ? key
                : new ListCache.Key(
                        key.generation(), key.race(), key.kind(), key.catId(), ListFormat.HTML, key.language());
    }

    /** Ids that differ only in characters that file names cannot have are numbered. */
    private String uniqueName(ListCache.Key key) {
        String name = key.fileName();
        for (int i = 2; !names.add(name); i++) {
            name = i + "-" + key.fileName();
        }
        return name;
    }
}
