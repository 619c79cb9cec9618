package org.gatecast;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Arrays;

/** The walls between the rooms: which stage may know which, and who alone may know Vert.x and SQL. */
@AnalyzeClasses(packages = "org.gatecast", importOptions = DoNotIncludeTests.class)
class WallsTest {
    private static final SliceAssignment FILES = new SliceAssignment() {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
            return SliceIdentifier.of(javaClass.getName().replaceFirst("\\$.*", ""));
        }

        @Override
        public String getDescription() {
            return "source files";
        }
    };

    private static final String LIFECYCLE = "org.gatecast.lifecycle..";
    private static final String MODEL = "org.gatecast.model..";
    private static final String SNAPSHOT = "org.gatecast.snapshot..";
    private static final String BUS = "org.gatecast.bus..";
    private static final String CONFIG = "org.gatecast.config..";
    private static final String MERGE = "org.gatecast.merge..";
    private static final String INGEST = "org.gatecast.ingest..";
    private static final String STORE = "org.gatecast.store..";
    private static final String STORE_SQL = "org.gatecast.store.sql..";
    private static final String STORE_SQLITE = "org.gatecast.store.sqlite..";
    private static final String STORE_POSTGRES = "org.gatecast.store.postgres..";
    private static final String MAINTENANCE = "org.gatecast.maintenance..";
    private static final String BROADCAST = "org.gatecast.broadcast..";
    private static final String TRANSPORT = "org.gatecast.transport..";
    private static final String WEB = "org.gatecast.web..";
    private static final String WEB_RASTER = "org.gatecast.web.raster..";
    private static final String LISTS = "org.gatecast.lists..";
    private static final String LIMITS = "org.gatecast.limits..";
    private static final String HTTP = "org.gatecast.http..";
    private static final String HTTP_SERVER = "org.gatecast.http.server..";
    private static final String HTTP_ERRORS = "org.gatecast.http.errors..";
    private static final String HTTP_AUTH = "org.gatecast.http.auth..";
    private static final String HTTP_INGEST = "org.gatecast.http.ingest..";
    private static final String HTTP_ADMIN = "org.gatecast.http.admin..";
    private static final String HTTP_SPECTATORS = "org.gatecast.http.spectators..";
    private static final String HTTP_PAGES = "org.gatecast.http.pages..";
    private static final String WEBHOOK_EVENTS = "org.gatecast.webhooks.events..";
    private static final String WEBHOOK_DELIVERY = "org.gatecast.webhooks.delivery..";
    private static final String METRICS = "org.gatecast.metrics..";
    private static final String MANAGEMENT = "org.gatecast.management..";
    private static final String CANOE123 = "org.gatecast.canoe123..";
    private static final String CANOE123_STREAM = "org.gatecast.canoe123.stream..";
    private static final String CANOE123_READER = "org.gatecast.canoe123.reader..";
    private static final String CANOE123_PUSH = "org.gatecast.canoe123.push..";
    private static final String CANOE123_EXPORT = "org.gatecast.canoe123.export..";
    private static final String CANOE123_RETRY = "org.gatecast.canoe123.retry..";
    private static final String CANOE123_SERVICE = "org.gatecast.canoe123.service..";
    private static final String BOOTH = "org.gatecast.booth..";
    private static final String BOOTH_PUSH = "org.gatecast.booth.push..";
    private static final String BOOTH_SETUP = "org.gatecast.booth.setup..";
    private static final String BOOTH_STATUS = "org.gatecast.booth.status..";
    private static final String BOOTH_PAGE = "org.gatecast.booth.page..";

    @ArchTest
    static final ArchRule theModelKnowsOnlyItself = knowsOnly(MODEL);

    @ArchTest
    static final ArchRule picturesAreMadeOfTheModel = knowsOnly(SNAPSHOT, MODEL);

    @ArchTest
    static final ArchRule messagesSpeakOfModelAndPictures = knowsOnly(BUS, MODEL, SNAPSHOT);

    @ArchTest
    static final ArchRule settingsSpeakOfTheModel = knowsOnly(CONFIG, MODEL);

    @ArchTest
    static final ArchRule mergingTurnsModelIntoPictures = knowsOnly(MERGE, MODEL, SNAPSHOT);

    @ArchTest
    static final ArchRule parsersKnowNoOtherStage = knowsOnly(INGEST, MODEL, SNAPSHOT, BUS, CONFIG);

    @ArchTest
    static final ArchRule theStoreMergesAndKnowsNoOtherStage =
            knowsOnly(STORE, MODEL, SNAPSHOT, BUS, CONFIG, MERGE, METRICS, LIFECYCLE, WEBHOOK_EVENTS);

    @ArchTest
    static final ArchRule theBroadcasterKnowsNoOtherStage =
            knowsOnly(BROADCAST, MODEL, SNAPSHOT, BUS, CONFIG, METRICS, TRANSPORT);

    @ArchTest
    static final ArchRule transportDoesNotKnowTheBroadcaster =
            knowsOnly(TRANSPORT, MODEL, SNAPSHOT, BUS, CONFIG, METRICS);

    @ArchTest
    static final ArchRule theBroadcasterKnowsNoSockets =
            noClasses().that(resideInAPackage(BROADCAST)).should().dependOnClassesThat(resideInAPackage("io.netty.."));

    @ArchTest
    static final ArchRule theDoorsLeadToParsersAndSpectators = knowsOnly(
            HTTP, MODEL, SNAPSHOT, BUS, CONFIG, INGEST, BROADCAST, TRANSPORT, WEB, LISTS, METRICS, LIMITS, LIFECYCLE);

    @ArchTest
    static final ArchRule httpServerKnowsNoRoute = knowsOfHttp(HTTP_SERVER);

    @ArchTest
    static final ArchRule errorResponsesKnowNoRoute = knowsOfHttp(HTTP_ERRORS, HTTP_SERVER);

    @ArchTest
    static final ArchRule authorizationKnowsNoRoute = knowsOfHttp(HTTP_AUTH, HTTP_SERVER);

    @ArchTest
    static final ArchRule ingestRoutesKnowNoOtherRoutes = knowsOfHttp(HTTP_INGEST, HTTP_SERVER, HTTP_ERRORS, HTTP_AUTH);

    @ArchTest
    static final ArchRule adminRoutesKnowTheIngestJournalAndNoOtherRoutes =
            knowsOfHttp(HTTP_ADMIN, HTTP_SERVER, HTTP_AUTH, HTTP_INGEST);

    @ArchTest
    static final ArchRule spectatorRoutesKnowNoOtherRoutes = knowsOfHttp(HTTP_SPECTATORS, HTTP_SERVER);

    @ArchTest
    static final ArchRule pageRoutesKnowNoOtherRoutes = knowsOfHttp(HTTP_PAGES, HTTP_SERVER);

    @ArchTest
    static final ArchRule webhooksTellWhatPicturesShow = knowsOnly(WEBHOOK_EVENTS, MODEL, SNAPSHOT);

    /** It asks the store over the bus. */
    @ArchTest
    static final ArchRule deliveriesKnowNoOtherStage =
            knowsOnly(WEBHOOK_DELIVERY, MODEL, SNAPSHOT, BUS, CONFIG, METRICS, WEBHOOK_EVENTS);

    @ArchTest
    static final ArchRule pagesAreWrittenFromPictures = knowsOnly(WEB, MODEL, SNAPSHOT);

    @ArchTest
    static final ArchRule listsAreWrittenFromPictures = knowsOnly(LISTS, MODEL, SNAPSHOT);

    @ArchTest
    static final ArchRule commandsAboutTheDataLeadToTheStore =
            knowsOnly(MAINTENANCE, MODEL, SNAPSHOT, BUS, CONFIG, STORE);

    @ArchTest
    static final ArchRule whoIsAtTheDoorIsAskedWithoutKnowingWhatFor = knowsOnly(LIMITS, CONFIG, METRICS);

    @ArchTest
    static final ArchRule theLifecycleKnowsNoStage = knowsOnly(LIFECYCLE);

    @ArchTest
    static final ArchRule countingKnowsNobody = knowsOnly(METRICS);

    @ArchTest
    static final ArchRule operatorsSeeCountsAndNoStage =
            knowsOnly(MANAGEMENT, MODEL, SNAPSHOT, BUS, CONFIG, METRICS, LIFECYCLE);

    /** The service runs without the booth, and the booth knows of the service only how an export is read. */
    @ArchTest
    static final ArchRule theBoothKnowsOnlyTheParserOfExports = knowsOnly(
            BOOTH, MODEL, INGEST, CANOE123_STREAM, CANOE123_READER, CANOE123_PUSH, CANOE123_EXPORT, CANOE123_RETRY);

    @ArchTest
    static final ArchRule nothingOfTheServiceKnowsTheBooth = noClasses()
            .that(resideInAPackage("org.gatecast.*.."))
            .and()
            .resideOutsideOfPackage(BOOTH)
            .should()
            .dependOnClassesThat(resideInAPackage(BOOTH));

    @ArchTest
    static final ArchRule noStageKnowsCanoe123sReader = noClasses()
            .that(resideInAPackage("org.gatecast.*.."))
            .and()
            .resideOutsideOfPackages(BOOTH, CANOE123)
            .should()
            .dependOnClassesThat(resideInAPackage(CANOE123));

    @ArchTest
    static final ArchRule theStreamIsReadWithoutKnowingWhereItComesFrom = knowsOnly(CANOE123_STREAM);

    @ArchTest
    static final ArchRule waitsKnowNobody = knowsOnly(CANOE123_RETRY);

    @ArchTest
    static final ArchRule theReaderDoesNotKnowWhatIsSent = knowsOnly(CANOE123_READER, CANOE123_STREAM, CANOE123_RETRY);

    @ArchTest
    static final ArchRule lanesDoNotKnowWhereCallsGo = knowsOnly(CANOE123_PUSH, CANOE123_STREAM, CANOE123_RETRY);

    @ArchTest
    static final ArchRule theExportIsWatchedWithoutKnowingForWhom = knowsOnly(CANOE123_EXPORT, INGEST, MODEL);

    /** As HTTP it gives the store and the broadcaster messages, and knows neither. */
    @ArchTest
    static final ArchRule theReaderInsideTheServiceMeetsTheStagesOverTheBus = knowsOnly(
            CANOE123_SERVICE,
            CANOE123_STREAM,
            CANOE123_READER,
            CANOE123_PUSH,
            CANOE123_EXPORT,
            CANOE123_RETRY,
            MODEL,
            SNAPSHOT,
            BUS,
            CONFIG,
            INGEST);

    @ArchTest
    static final ArchRule thePusherDoesNotKnowTheReader =
            knowsOnly(BOOTH_PUSH, CANOE123_STREAM, CANOE123_PUSH, CANOE123_RETRY);

    @ArchTest
    static final ArchRule theSetUpNamesWhatIsReadAndWhereItGoes = knowsOnly(BOOTH_SETUP, BOOTH_PUSH, CANOE123_READER);

    @ArchTest
    static final ArchRule lightsAreMadeOfReports = knowsOnly(BOOTH_STATUS, BOOTH_PUSH, CANOE123_PUSH, CANOE123_EXPORT);

    @ArchTest
    static final ArchRule thePageKnowsWhatItShows = knowsOnly(
            BOOTH_PAGE, BOOTH_STATUS, BOOTH_SETUP, BOOTH_PUSH, CANOE123_PUSH, CANOE123_EXPORT, CANOE123_READER);

    @ArchTest
    static final ArchRule onlyTheOperatorsPortKnowsTheMetricsLibrary = noClasses()
            .that(resideInAPackage("org.gatecast.."))
            .and()
            .resideOutsideOfPackage(MANAGEMENT)
            .should()
            .dependOnClassesThat(resideInAnyPackage("io.micrometer..", "io.prometheus.."));

    @ArchTest
    static final ArchRule thePureCoreKnowsNeitherVertxNorSql = noClasses()
            .that(resideInAnyPackage(
                    MODEL, MERGE, SNAPSHOT, WEB, LISTS, WEBHOOK_EVENTS, CANOE123_STREAM, CANOE123_RETRY))
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    "io.vertx..", "io.netty..", "java.sql..", "javax.sql..", "org.sqlite..", "org.flywaydb.."));

    /** Servers lack the libraries that it needs. */
    @ArchTest
    static final ArchRule nobodyUsesAwt = noClasses()
            .that(resideInAPackage("org.gatecast.."))
            .should()
            .dependOnClassesThat(resideInAnyPackage("java.awt..", "javax.imageio..", "javax.swing.."));

    @ArchTest
    static final ArchRule drawingKnowsNobody = knowsOnly(WEB_RASTER);

    @ArchTest
    static final ArchRule onlyTheStoreKnowsSql = noClasses()
            .that(resideInAPackage("org.gatecast.."))
            .and()
            .resideOutsideOfPackages(STORE_SQL, STORE_SQLITE, STORE_POSTGRES)
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    "java.sql..",
                    "javax.sql..",
                    "org.sqlite..",
                    "org.postgresql..",
                    "org.flywaydb..",
                    "io.agroal..",
                    "io.vertx.pgclient..",
                    "io.vertx.sqlclient..",
                    "io.vertx.jdbcclient..",
                    "io.vertx.ext.jdbc.."));

    @ArchTest
    static final ArchRule sqliteDoesNotLoadPostgres = noClasses()
            .that(resideInAnyPackage(STORE_SQL, STORE_SQLITE))
            .should()
            .dependOnClassesThat(
                    resideInAnyPackage(STORE_POSTGRES, "io.vertx.pgclient..", "org.postgresql..", "com.ongres.."));

    @ArchTest
    static final ArchRule postgresDoesNotLoadSqlite = noClasses()
            .that(resideInAnyPackage(STORE_SQL, STORE_POSTGRES))
            .should()
            .dependOnClassesThat(
                    resideInAnyPackage(STORE_SQLITE, "org.sqlite..", "io.vertx.jdbcclient..", "java.sql.."));

    @ArchTest
    static final ArchRule noRoomsGoRoundInCircles =
            slices().matching("org.gatecast.(**)").should().beFreeOfCycles();

    /** Of the HTTP server, classes of {@code part} may use those of {@code others} and their own. */
    private static ArchRule knowsOfHttp(String part, String... others) {
        String[] known = Arrays.copyOf(others, others.length + 1);
        known[others.length] = part;
        return classes()
                .that(resideInAPackage(part))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(known).or(not(resideInAPackage(HTTP))));
    }

    /** Nested classes count as the class of their file. Each exception is a pair that is one thing in two files. */
    @ArchTest
    static final ArchRule noFilesGoRoundInCircles = slices().assignedFrom(FILES)
            .should()
            .beFreeOfCycles()
            // The defaults are those that the loader reads from the settings file.
            .ignoreDependency(named("config.Settings"), named("config.SettingsLoader"));

    private static DescribedPredicate<JavaClass> named(String file) {
        return DescribedPredicate.describe(
                file, javaClass -> FILES.getIdentifierOf(javaClass).equals(SliceIdentifier.of("org.gatecast." + file)));
    }

    /** Of this project, classes of {@code stage} may use those of {@code others} and their own. */
    private static ArchRule knowsOnly(String stage, String... others) {
        String[] known = Arrays.copyOf(others, others.length + 1);
        known[others.length] = stage;
        return classes()
                .that(resideInAPackage(stage))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(known).or(not(resideInAPackage("org.gatecast.."))));
    }
}
