package org.gatecast.store.postgres;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.gatecast.bus.FileContent;
import org.gatecast.bus.PageFileRequest.PageFile;
import org.gatecast.store.PageFileStore;
import org.gatecast.store.sql.Batch;

/** The table {@code page_files}. Nodes that start at once write it one after the other. */
final class PageFileTable implements PageFileStore {
    /** Any number that no other program locks. */
    private static final long LOCK = 0x6761_7465_0003L;

    private static final String SELECT_LOCK = "SELECT pg_advisory_xact_lock(?)";

    private static final String UPDATE_KNOWN =
            "UPDATE page_files SET started_at = clock_timestamp() WHERE address = ANY (?) RETURNING address";

    private static final String INSERT =
            "INSERT INTO page_files (address, media_type, bytes, started_at) VALUES (?, ?, ?, clock_timestamp())";

    private static final String DELETE_OLD =
            "DELETE FROM page_files WHERE started_at < clock_timestamp() - INTERVAL '1 year'";

    private static final String SELECT = "SELECT address, media_type, bytes FROM page_files WHERE address = ANY (?)";

    private final PostgresDatabase database;

    PageFileTable(PostgresDatabase database) {
        this.database = database;
    }

    @Override
    public Future<Void> keep(List<PageFile> files) {
        String[] addresses = files.stream().map(PageFile::address).toArray(String[]::new);
        return database.inTransaction(transaction -> transaction
                .execute(SELECT_LOCK, Tuple.of(LOCK))
                .compose(locked ->
                        transaction.execute(UPDATE_KNOWN, Tuple.tuple().addArrayOfString(addresses)))
                .compose(known -> transaction.executeAll(missing(files, known))));
    }

    private List<Batch> missing(List<PageFile> files, RowSet<Row> known) {
        Set<String> there = new HashSet<>();
        known.forEach(row -> there.add(row.getString(0)));
        List<Tuple> rows = files.stream()
                .filter(file -> !there.contains(file.address()))
                .map(file -> Tuple.of(
                        file.address(),
                        file.mediaType(),
                        Buffer.buffer(file.content().bytes())))
                .toList();
        List<Batch> batches = new ArrayList<>();
        if (!rows.isEmpty()) {
            batches.add(new Batch(INSERT, rows));
        }
        batches.add(new Batch(DELETE_OLD, List.of(Tuple.tuple())));
        return batches;
    }

    @Override
    public Future<List<PageFile>> find(Set<String> addresses) {
        return database.query(
                SELECT,
                Tuple.tuple().addArrayOfString(addresses.toArray(String[]::new)),
                row -> new PageFile(row.text(), row.text(), new FileContent(row.bytes())));
    }
}
