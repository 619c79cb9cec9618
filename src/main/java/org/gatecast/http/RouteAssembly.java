package org.gatecast.http;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.time.Clock;
import org.gatecast.broadcast.OnCourseRegistry;
import org.gatecast.bus.BusClient;
import org.gatecast.bus.PageFileRequest;
import org.gatecast.config.Settings;
import org.gatecast.http.admin.AdminBodyReader;
import org.gatecast.http.admin.AdminRoutes;
import org.gatecast.http.admin.ConnectionCodeRoute;
import org.gatecast.http.admin.JournalRoute;
import org.gatecast.http.admin.KeyRoutes;
import org.gatecast.http.admin.RaceRoutes;
import org.gatecast.http.admin.SpectatorCountRoute;
import org.gatecast.http.admin.WebhookRoutes;
import org.gatecast.http.auth.KeyAuthorizer;
import org.gatecast.http.errors.ErrorResponses;
import org.gatecast.http.errors.RefusalMetrics;
import org.gatecast.http.ingest.IngestMetrics;
import org.gatecast.http.ingest.IngestRecorder;
import org.gatecast.http.ingest.IngestRoutes;
import org.gatecast.http.pages.DocsRoutes;
import org.gatecast.http.pages.PageRoutes;
import org.gatecast.http.pages.PreviewRoutes;
import org.gatecast.http.server.ParseQueues;
import org.gatecast.http.server.ParseWorkers;
import org.gatecast.http.server.RateLimitHandler;
import org.gatecast.http.server.ResponseCache;
import org.gatecast.http.server.RouteGroup;
import org.gatecast.http.spectators.ListRoutes;
import org.gatecast.http.spectators.PublicRoutes;
import org.gatecast.http.spectators.SpectatorRoute;
import org.gatecast.ingest.ExportParser;
import org.gatecast.ingest.XmlLimits;
import org.gatecast.ingest.calls.RecentIngestCalls;
import org.gatecast.lifecycle.ServiceLifecycle;
import org.gatecast.limits.RejectionCounters;
import org.gatecast.metrics.MetricsRegistry;
import org.gatecast.snapshot.SnapshotRegistry;
import org.gatecast.transport.SpectatorAdmission;
import org.gatecast.transport.SpectatorLimit;

/**
 * Makes the routes of the HTTP server for each event loop, and holds what all loops share: the response cache, the journal of
 * recent ingest calls, the parse queues, the pages, and the counters.
 */
public final class RouteAssembly {
    private final Settings settings;
    private final SnapshotRegistry snapshots;
    private final OnCourseRegistry onCourse;
    private final SpectatorLimit spectatorLimit;
    private final ServiceLifecycle lifecycle;
    private final RejectionCounters rejections;
    private final Clock clock;

    private final PageRoutes pages;
    private final PreviewRoutes previews;
    private final ListRoutes lists;
    private final ResponseCache responses = new ResponseCache();
    private final ParseQueues parseQueues = new ParseQueues();
    private final RecentIngestCalls recentCalls;
    private final IngestMetrics ingestMetrics;
    private final RefusalMetrics refusalMetrics;
    private final ExportParser exportParser;
    private final AdminBodyReader adminBodies;

    /**
     * Reads the pages from the jar; blocks.
     *
     * @param clock for the validity of keys and the arrival of ingest calls
     */
    public RouteAssembly(
            Settings settings,
            SnapshotRegistry snapshots,
            OnCourseRegistry onCourse,
            SpectatorLimit spectatorLimit,
            ServiceLifecycle lifecycle,
            RejectionCounters rejections,
            MetricsRegistry metrics,
            Clock clock) {
        this.settings = settings;
        this.snapshots = snapshots;
        this.onCourse = onCourse;
        this.spectatorLimit = spectatorLimit;
        this.lifecycle = lifecycle;
        this.rejections = rejections;
        this.clock = clock;
        this.pages = new PageRoutes(settings.page(), snapshots);
        this.previews = new PreviewRoutes(settings.page(), snapshots, pages.previews());
        this.lists = new ListRoutes(snapshots);
        this.recentCalls = new RecentIngestCalls(settings.journal().callsPerEvent(), snapshots);
        this.ingestMetrics = new IngestMetrics(metrics);
        this.refusalMetrics = new RefusalMetrics(metrics);
        this.adminBodies = new AdminBodyReader(settings.http().imageLimitBytes());
        this.exportParser = new ExportParser(xmlLimits(settings));
    }

    private static XmlLimits xmlLimits(Settings settings) {
        Settings.Xml xml = settings.xml();
        return new XmlLimits(
                xml.maxDepth(),
                xml.maxElements(),
                xml.maxTextChars(),
                settings.http().imageLimitBytes(),
                xml.maxNames(),
                xml.maxRows(),
                xml.maxParse());
    }

    /** The parser of exports. Any thread. */
    public ExportParser exportParser() {
        return exportParser;
    }

    /** The recent ingest calls of all events. Any thread. */
    public RecentIngestCalls recentCalls() {
        return recentCalls;
    }

    /** The page files of this version, for the nodes of other versions. */
    public PageFileRequest.Keep keptPageFiles() {
        return pages.keptFiles();
    }

    ParseWorkers parseWorkers(Vertx vertx) {
        return new ParseWorkers(vertx, parseQueues);
    }

    ErrorResponses errorResponses() {
        return new ErrorResponses(refusalMetrics, rejections, lifecycle.memory());
    }

    /** All routes, for the caller's event loop. */
    Router router(Vertx vertx, ErrorResponses errors, ParseWorkers workers, SpectatorAdmission admission) {
        Router router = Router.router(vertx);
        BusClient bus = new BusClient(vertx.eventBus());
        KeyAuthorizer authorizer = new KeyAuthorizer(settings.security(), snapshots, clock, rejections);
        RateLimitHandler rateLimit = new RateLimitHandler(rejections);
        errors.installOn(router);
        router.route().handler(rateLimit::admitPlain);
        RouteGroup ingest = new RouteGroup(router, rateLimit::admitIngest);
        RouteGroup admin = new RouteGroup(router, rateLimit::admitOrganiser);
        RouteGroup open = new RouteGroup(router, rateLimit::admitPublic);
        IngestRecorder recorder = new IngestRecorder(ingestMetrics, recentCalls, snapshots, bus, lifecycle, clock);
        new IngestRoutes(settings.http(), exportParser, workers, authorizer, recorder, snapshots, bus).mountOn(ingest);
        new AdminRoutes(settings.http(), settings.security(), snapshots, bus, workers, adminBodies, authorizer)
                .mountOn(admin);
        new KeyRoutes(settings.http(), settings.security(), recentCalls, bus, workers, adminBodies, authorizer)
                .mountOn(admin);
        new RaceRoutes(settings.http(), bus, workers, adminBodies, authorizer).mountOn(admin);
        new WebhookRoutes(settings, bus, workers, adminBodies, authorizer).mountOn(admin);
        new SpectatorCountRoute(bus, spectatorLimit, authorizer).mountOn(admin);
        new JournalRoute(bus, authorizer, recentCalls).mountOn(admin);
        new ConnectionCodeRoute(authorizer).mountOn(admin);
        new PublicRoutes(snapshots, onCourse, responses, bus).mountOn(open);
        lists.mountOn(open, vertx);
        new SpectatorRoute(settings.drain(), snapshots, lifecycle, bus, spectatorLimit, admission, rateLimit)
                .mountOn(open);
        new DocsRoutes(vertx).mountOn(open);
        pages.mountOn(open, vertx, settings.database().url().map(shared -> bus));
        previews.mountOn(open, vertx);
        // Requests for unknown paths are under the same limits.
        router.route().handler(open.admission());
        return router;
    }
}
