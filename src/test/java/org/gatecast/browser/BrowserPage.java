package org.gatecast.browser;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.gatecast.testing.ApiClient;
import org.gatecast.testing.Await;
import org.openqa.selenium.By;
import org.openqa.selenium.ElementNotInteractableException;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogType;

/**
 * A window of the browser, and a person before it. Elements are named by CSS selectors; whatever is asked for is waited
 * for.
 */
public final class BrowserPage implements AutoCloseable {
    private static final Path PICTURES = Path.of("target", "screenshots");
    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(40);

    /** Adds up what moves without anybody having touched it, from the page's first moment on. */
    private static final String WATCH_SHIFTS =
            """
            window.shifts = [];
            window.touches = [];
            const touched = at => window.touches.some(touch => at >= touch && at - touch < 500);
            new PerformanceObserver(list => list.getEntries().forEach(entry => entry.hadRecentInput || touched(entry.startTime) || window.shifts.push({
              value: entry.value, at: entry.startTime, from: (entry.sources || []).map(source => {
                const node = source.node?.nodeType === 1 ? source.node : source.node?.parentElement;
                return node ? node.tagName + '.' + node.className + ' ' + node.textContent.slice(0, 30) : '?';
              }).slice(0, 3)
            }))).observe({type: 'layout-shift', buffered: true});
            """;

    private final ChromeDriver driver;
    private final String home;
    private final String handle;
    private final String origin;
    private final Map<String, String> preferences = new TreeMap<>();

    private BrowserPage(ChromeDriver driver, String home, String handle, String origin) {
        this.driver = driver;
        this.home = home;
        this.handle = handle;
        this.origin = origin;
    }

    /**
     * An empty window of 1280 by 800, light, English, with nothing in any cache.
     *
     * @param port of the server, or of a line to it
     */
    public static BrowserPage open(Chromium chromium, int port) {
        ChromeDriver driver = chromium.driver();
        driver.switchTo().window(chromium.home());
        driver.switchTo().newWindow(WindowType.WINDOW);
        driver.manage().logs().get(LogType.BROWSER);
        BrowserPage page =
                new BrowserPage(driver, chromium.home(), driver.getWindowHandle(), "http://127.0.0.1:" + port);
        page.command("Network.clearBrowserCache", Map.of());
        page.command("Page.addScriptToEvaluateOnNewDocument", Map.of("source", WATCH_SHIFTS));
        return page.sized(1280, 800).dark(false).speaking("en");
    }

    /** In CSS pixels. */
    BrowserPage sized(int width, int height) {
        command(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
        return this;
    }

    BrowserPage dark(boolean dark) {
        return preferring("prefers-color-scheme", dark ? "dark" : "light");
    }

    /** One whose owner asked for less motion. */
    BrowserPage still() {
        return preferring("prefers-reduced-motion", "reduce");
    }

    private BrowserPage preferring(String feature, String value) {
        preferences.put(feature, value);
        command(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        preferences.entrySet().stream()
                                .map(one -> Map.of("name", one.getKey(), "value", one.getValue()))
                                .toList()));
        return this;
    }

    /** As the browser would print it. */
    BrowserPage printed() {
        command("Emulation.setEmulatedMedia", Map.of("media", "print"));
        return this;
    }

    /** A browser whose languages are these, as in {@code Accept-Language}. */
    BrowserPage speaking(String languages) {
        String agent = (String) script("return navigator.userAgent");
        command("Emulation.setUserAgentOverride", Map.of("userAgent", agent, "acceptLanguage", languages));
        return this;
    }

    /** A device in flight mode, as far as new requests go; what is connected stays so. */
    BrowserPage offline(boolean offline) {
        command(
                "Network.emulateNetworkConditions",
                Map.of("offline", offline, "latency", 0, "downloadThroughput", -1, "uploadThroughput", -1));
        return this;
    }

    /** @param path with its query */
    public BrowserPage go(String path) {
        here();
        driver.get(origin + path);
        return this;
    }

    BrowserPage reload() {
        here();
        driver.navigate().refresh();
        return this;
    }

    /** Path, query and fragment. */
    String address() {
        here();
        return driver.getCurrentUrl().substring(origin.length());
    }

    String title() {
        here();
        return driver.getTitle();
    }

    /** What a script's {@code return} gives: null, booleans, longs, doubles, strings, lists and maps of such. */
    public Object script(String script, Object... arguments) {
        here();
        return driver.executeScript(script, arguments);
    }

    /** What an asynchronous script gives to the function that is its last argument. */
    Object scriptToCome(String script, Object... arguments) {
        here();
        return driver.executeAsyncScript(script, arguments);
    }

    /** What an expression is, by way of JSON. */
    JsonNode json(String expression) {
        String text = (String) script("return JSON.stringify(" + expression + ")");
        return ApiClient.parse(text == null ? "null" : text);
    }

    /** What an expression is that is a list of strings. */
    List<String> strings(String expression) {
        List<String> strings = new ArrayList<>();
        json(expression).forEach(text -> strings.add(text.asText()));
        return strings;
    }

    /** What is written in each such element that can be seen. */
    List<String> texts(String selector) {
        return strings("[...document.querySelectorAll(" + quoted(selector)
                + ")].filter(one => one.checkVisibility()).map(one => one.innerText.trim())");
    }

    /** What is written in the first such element that can be seen, once there is one. */
    String text(String selector) {
        List<String> found = new ArrayList<>();
        await("there is " + selector, () -> found.addAll(texts(selector)));
        return found.get(0);
    }

    boolean has(String selector) {
        here();
        return !driver.findElements(By.cssSelector(selector)).isEmpty();
    }

    /** The first element that there is, once there is one. */
    WebElement find(String selector) {
        List<WebElement> found = new ArrayList<>();
        await("there is " + selector, () -> found.addAll(driver.findElements(By.cssSelector(selector))));
        return found.get(0);
    }

    /** Presses the first such element that can be seen. */
    BrowserPage press(String selector) {
        await(selector + " can be pressed", () -> {
            try {
                for (WebElement element : driver.findElements(By.cssSelector(selector))) {
                    if (element.isDisplayed() && element.isEnabled()) {
                        // Nearer to an edge, something that sticks there may lie over it.
                        driver.executeScript(
                                "arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", element);
                        element.click();
                        return true;
                    }
                }
                return false;
            } catch (StaleElementReferenceException | ElementNotInteractableException drawnAnew) {
                return false;
            }
        });
        return this;
    }

    /** Replaces what is in a field, key by key. */
    BrowserPage type(String selector, String text) {
        find(selector).sendKeys(Keys.chord(Keys.CONTROL, "a"), Keys.DELETE, text);
        return this;
    }

    /** Sees something on the page: an expression that becomes true. */
    public BrowserPage awaitTrue(String what, String expression) {
        await(what, () -> Boolean.TRUE.equals(script("return !!(" + expression + ")")));
        return this;
    }

    BrowserPage awaitThere(String selector) {
        return awaitTrue("there is " + selector, "document.querySelector(" + quoted(selector) + ")");
    }

    BrowserPage awaitGone(String selector) {
        return awaitTrue("there is no " + selector, "!document.querySelector(" + quoted(selector) + ")");
    }

    void await(String what, BooleanSupplier condition) {
        await(what, condition, () -> "where it says\n" + script("return document.body.innerText"));
    }

    /** @param state printed when the wait was in vain */
    void await(String what, BooleanSupplier condition, Supplier<String> state) {
        here();
        long end = System.nanoTime() + Await.LONG.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("waited " + Await.LONG + " in vain until " + what + " at " + address() + ", "
                        + state.get() + "\n" + complaints());
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
    }

    private static String quoted(String text) {
        return ApiClient.MAPPER.getNodeFactory().textNode(text).toString();
    }

    /** Warnings and errors in the console since the last call, by any page. */
    public List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= java.util.logging.Level.WARNING.intValue())
                .map(entry -> entry.getLevel() + " " + entry.getMessage())
                .toList();
    }

    /** What moved by itself since the page was loaded: each with its {@code value} and what moved. */
    public JsonNode shifts() {
        return json("window.shifts");
    }

    /** Bytes of JavaScript's heap that are in use after everything unreachable is gone. */
    public long heap() {
        command("HeapProfiler.collectGarbage", Map.of());
        command("HeapProfiler.collectGarbage", Map.of());
        return ((Number) command("Runtime.getHeapUsage", Map.of()).get("usedSize")).longValue();
    }

    /** Keeps what can be seen as {@code target/screenshots/NAME.png}. */
    Path screenshot(String name) {
        here();
        Path file = PICTURES.resolve(name + ".png");
        try {
            Files.createDirectories(file.getParent());
            return Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A command of the browser's own protocol to this window. */
    public Map<String, Object> command(String name, Map<String, Object> parameters) {
        here();
        return driver.executeCdpCommand(name, parameters);
    }

    /** Makes this the window that is spoken to. */
    private void here() {
        driver.switchTo().window(handle);
    }

    /** Closes the window and forgets all that its pages stored. */
    @Override
    public void close() {
        command("Storage.clearDataForOrigin", Map.of("origin", origin, "storageTypes", "all"));
        driver.close();
        driver.switchTo().window(home);
    }
}
