package org.gatecast.browser;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.gatecast.testing.TemporaryDirectory;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * A Chromium process without a window, and the driver that steers it, with a profile of their own that is deleted in the
 * end. Both programs must be installed; nothing is ever downloaded.
 */
public final class Chromium implements AutoCloseable {
    /** What a test prints on a machine without Chromium. */
    static final String HOW_TO_GET_IT = "Browser tests are skipped: they need Chromium and its driver, on Debian"
            + " `apt-get install chromium chromium-driver`, or name both programs in CHROMIUM and CHROMEDRIVER.";

    /** It would complain that it knows no typed commands for this version; none are used. */
    private static final Logger DEVTOOLS = Logger.getLogger("org.openqa.selenium.devtools");

    private final TemporaryDirectory profile;
    private final ChromeDriver driver;
    private final String home;

    private Chromium(TemporaryDirectory profile, ChromeDriver driver) {
        this.profile = profile;
        this.driver = driver;
        this.home = driver.getWindowHandle();
    }

    static boolean isInstalled() {
        return program("CHROMIUM", "chromium").isPresent()
                && program("CHROMEDRIVER", "chromedriver").isPresent();
    }

    /** Starts both programs, which takes a second or two. */
    public static Chromium start() {
        Path chromium = program("CHROMIUM", "chromium").orElseThrow(() -> new IllegalStateException(HOW_TO_GET_IT));
        Path chromedriver =
                program("CHROMEDRIVER", "chromedriver").orElseThrow(() -> new IllegalStateException(HOW_TO_GET_IT));
        DEVTOOLS.setLevel(Level.SEVERE);
        TemporaryDirectory profile = TemporaryDirectory.create("gatecast-chromium");
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(chromedriver.toFile())
                .usingAnyFreePort()
                .build();
        ChromeDriver driver = new ChromeDriver(service, options(chromium, profile.path()));
        driver.manage().timeouts().scriptTimeout(Duration.ofSeconds(60));
        return new Chromium(profile, driver);
    }

    private static ChromeOptions options(Path chromium, Path profile) {
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium.toFile());
        options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-extensions",
                "--disable-features=Translate,MediaRouter,OptimizationHints",
                // Pages are watched two at a time, and none of them is in the background for that.
                "--disable-background-timer-throttling",
                "--disable-backgrounding-occluded-windows",
                "--disable-renderer-backgrounding",
                "--lang=en",
                "--hide-scrollbars",
                "--force-color-profile=srgb",
                "--user-data-dir=" + profile);
        return options;
    }

    private static Optional<Path> program(String variable, String name) {
        String named = System.getenv(variable);
        Stream<Path> places = named != null
                ? Stream.of(Path.of(named))
                : Stream.of(System.getenv().getOrDefault("PATH", "/usr/bin").split(":"))
                        .map(directory -> Path.of(directory, name));
        return places.filter(Files::isExecutable).findFirst();
    }

    ChromeDriver driver() {
        return driver;
    }

    /** The window that is always there, empty. */
    String home() {
        return home;
    }

    @Override
    public void close() {
        driver.quit();
        profile.close();
    }
}
