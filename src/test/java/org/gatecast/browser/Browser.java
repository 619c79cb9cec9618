package org.gatecast.browser;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The browser of a test: registered in a static field, one process for all classes of a run, which the end of the run ends. Pages that a test opened are
 * closed after it, with all that they stored; of a test that fails, what they showed is kept in {@code
 * target/screenshots/failed}. On a machine without Chromium the test is skipped, and says what is missing.
 */
final class Browser implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback {
    private final List<BrowserPage> pages = new ArrayList<>();
    private Chromium chromium;

    /** An empty page, as wide as a laptop, light, English, with nothing in any cache. */
    BrowserPage page(int port) {
        BrowserPage page = BrowserPage.open(chromium, port);
        pages.add(page);
        return page;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        Assumptions.assumeTrue(Chromium.isInstalled(), Chromium.HOW_TO_GET_IT);
        chromium = context.getRoot()
                .getStore(ExtensionContext.Namespace.create(Browser.class))
                .getOrComputeIfAbsent(Chromium.class, type -> Chromium.start(), Chromium.class);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        pages.clear();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        boolean failed = context.getExecutionException().isPresent();
        for (BrowserPage page : pages) {
            if (failed) {
                page.screenshot("failed/" + context.getRequiredTestClass().getSimpleName() + "."
                        + context.getRequiredTestMethod().getName() + "." + pages.indexOf(page));
            }
            page.close();
        }
        pages.clear();
    }
}
