package org.gatecast.bench.jazzer;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.gatecast.broadcast.CursorFuzz;
import org.gatecast.http.admin.AdminBodiesFuzz;
import org.gatecast.http.server.NormalPathFuzz;
import org.gatecast.ingest.EnvelopeFuzz;
import org.gatecast.ingest.ExportFuzz;
import org.gatecast.ingest.LiveCallFuzz;
import org.gatecast.limits.ForwardingFuzz;
import org.gatecast.limits.RequestHeadFuzz;
import org.gatecast.transport.ClientFramesFuzz;
import org.gatecast.transport.ExtensionOffersFuzz;

/** The fuzz targets and their first inputs. */
@SuppressWarnings("ImmutableEnumChecker")
enum FuzzTarget {
    LIVE_CALL(LiveCallFuzz.class, LiveCallFuzz::run, LiveCallFuzz::seeds, 4_000),
    ADMIN_BODIES(AdminBodiesFuzz.class, AdminBodiesFuzz::run, AdminBodiesFuzz::seeds, 1_000),
    ENVELOPE(EnvelopeFuzz.class, EnvelopeFuzz::run, EnvelopeFuzz::seeds, 500),
    EXPORT(ExportFuzz.class, ExportFuzz::run, ExportFuzz::seeds, 8_000),
    CLIENT_FRAMES(ClientFramesFuzz.class, ClientFramesFuzz::run, ClientFramesFuzz::seeds, 800),
    CURSOR(CursorFuzz.class, CursorFuzz::run, CursorFuzz::seeds, 100),
    EXTENSION_OFFERS(ExtensionOffersFuzz.class, ExtensionOffersFuzz::run, ExtensionOffersFuzz::seeds, 300),
    REQUEST_HEAD(RequestHeadFuzz.class, RequestHeadFuzz::run, RequestHeadFuzz::seeds, 1_000),
    FORWARDING(ForwardingFuzz.class, ForwardingFuzz::run, ForwardingFuzz::seeds, 300),
    NORMAL_PATH(NormalPathFuzz.class, NormalPathFuzz::run, NormalPathFuzz::seeds, 200);

    private final Class<?> type;
    private final Consumer<byte[]> run;
    private final Supplier<List<byte[]>> seeds;
    private final int longestInput;

    FuzzTarget(Class<?> type, Consumer<byte[]> run, Supplier<List<byte[]>> seeds, int longestInput) {
        this.type = type;
        this.run = run;
        this.seeds = seeds;
        this.longestInput = longestInput;
    }

    Class<?> type() {
        return type;
    }

    /** Fails when the input shows a fault. */
    void run(byte[] input) {
        run.accept(input);
    }

    List<byte[]> seeds() {
        return seeds.get();
    }

    /** In bytes. */
    int longestInput() {
        return longestInput;
    }

    /** Of its corpus: {@code LiveCall}. */
    String title() {
        return type.getSimpleName().replace("Fuzz", "");
    }
}
