package org.gatecast;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;

/** The walls between the rooms: which stage may know which, and who alone may know Vert.x and SQL. */
@AnalyzeClasses(packages = "org.gatecast", importOptions = DoNotIncludeTests.class)
class WallsTest {
    private static final String MODEL = "org.gatecast.model..";
    private static final String PICTURE = "org.gatecast.picture..";
    private static final String BUS = "org.gatecast.bus..";
    private static final String CONFIG = "org.gatecast.config..";
    private static final String MERGE = "org.gatecast.merge..";
    private static final String INGEST = "org.gatecast.ingest..";
    private static final String STORE = "org.gatecast.store..";
    private static final String UPKEEP = "org.gatecast.upkeep..";
    private static final String LIVE = "org.gatecast.live..";
    private static final String PAGE = "org.gatecast.page..";
    private static final String GUARD = "org.gatecast.guard..";
    private static final String HTTP = "org.gatecast.http..";
    private static final String TALLY = "org.gatecast.tally..";
    private static final String OPS = "org.gatecast.ops..";

    @ArchTest
    static final ArchRule theModelKnowsOnlyItself = knowsOnly(MODEL);

    @ArchTest
    static final ArchRule picturesAreMadeOfTheModel = knowsOnly(PICTURE, MODEL);

    @ArchTest
    static final ArchRule messagesSpeakOfModelAndPictures = knowsOnly(BUS, MODEL, PICTURE);

    @ArchTest
    static final ArchRule settingsSpeakOfTheModel = knowsOnly(CONFIG, MODEL);

    @ArchTest
    static final ArchRule mergingTurnsModelIntoPictures = knowsOnly(MERGE, MODEL, PICTURE);

    @ArchTest
    static final ArchRule parsersKnowNoOtherStage = knowsOnly(INGEST, MODEL, PICTURE, BUS, CONFIG);

    @ArchTest
    static final ArchRule theStoreMergesAndKnowsNoOtherStage =
            knowsOnly(STORE, MODEL, PICTURE, BUS, CONFIG, MERGE, TALLY);

    @ArchTest
    static final ArchRule theBroadcasterKnowsNoOtherStage = knowsOnly(LIVE, MODEL, PICTURE, BUS, CONFIG, TALLY);

    @ArchTest
    static final ArchRule theDoorsLeadToParsersAndSpectators =
            knowsOnly(HTTP, MODEL, PICTURE, BUS, CONFIG, INGEST, LIVE, PAGE, TALLY, GUARD);

    @ArchTest
    static final ArchRule pagesAreWrittenFromPictures = knowsOnly(PAGE, MODEL, PICTURE);

    @ArchTest
    static final ArchRule commandsAboutTheDataLeadToTheStore = knowsOnly(UPKEEP, MODEL, PICTURE, BUS, CONFIG, STORE);

    @ArchTest
    static final ArchRule whoIsAtTheDoorIsAskedWithoutKnowingWhatFor = knowsOnly(GUARD, CONFIG, TALLY);

    @ArchTest
    static final ArchRule countingKnowsNobody = knowsOnly(TALLY);

    @ArchTest
    static final ArchRule operatorsSeeCountsAndNoStage = knowsOnly(OPS, MODEL, PICTURE, BUS, CONFIG, TALLY);

    @ArchTest
    static final ArchRule onlyTheOperatorsPortKnowsTheMetricsLibrary = noClasses()
            .that(resideInAPackage("org.gatecast.."))
            .and()
            .resideOutsideOfPackage(OPS)
            .should()
            .dependOnClassesThat(resideInAnyPackage("io.micrometer..", "io.prometheus.."));

    @ArchTest
    static final ArchRule thePureCoreKnowsNeitherVertxNorSql = noClasses()
            .that(resideInAnyPackage(MODEL, MERGE, PICTURE, PAGE))
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    "io.vertx..", "io.netty..", "java.sql..", "javax.sql..", "org.sqlite..", "org.flywaydb.."));

    @ArchTest
    static final ArchRule onlyTheStoreKnowsSql = noClasses()
            .that(resideInAPackage("org.gatecast.."))
            .and()
            .resideOutsideOfPackage("org.gatecast.store.sqlite..")
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    "java.sql..",
                    "javax.sql..",
                    "org.sqlite..",
                    "org.flywaydb..",
                    "io.agroal..",
                    "io.vertx.sqlclient..",
                    "io.vertx.jdbcclient..",
                    "io.vertx.ext.jdbc.."));

    @ArchTest
    static final ArchRule noRoomsGoRoundInCircles =
            slices().matching("org.gatecast.(**)").should().beFreeOfCycles();

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
