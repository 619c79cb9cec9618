package org.gatecast.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** How a view looks to all who may look at it. */
final class AppearanceCheck {
    private record Screen(int width, int height) {
        @Override
        public String toString() {
            return width + "x" + height;
        }
    }

    private static final List<Screen> SCREENS = List.of(new Screen(1280, 800), new Screen(360, 740));
    /** What WCAG asks to be legible without scrolling sideways. */
    private static final Screen NARROWEST = new Screen(320, 640);

    private static final String STICKING_OUT =
            """
            [...document.querySelectorAll('body *')]
              .filter(one => one.getBoundingClientRect().right > document.documentElement.clientWidth)
              .map(one => `${one.localName}.${one.className}: ${one.textContent}`)
            """;

    private AppearanceCheck() {}

    /**
     * Takes a screenshot, light and dark, on a laptop and on a phone, and has it judged.
     *
     * @param name of the view, in the pictures' names
     */
    static void inBothThemesAndSizes(BrowserPage page, String name) {
        for (Screen screen : SCREENS) {
            page.sized(screen.width, screen.height);
            for (String theme : List.of("light", "dark")) {
                page.dark(theme.equals("dark")).awaitThere("html[data-theme=" + theme + "]");
                page.screenshot(name + "-" + screen + "-" + theme);
                assertThat(AccessibilityCheck.violations(page))
                        .as("%s, %s, %s", name, screen, theme)
                        .isEmpty();
            }
        }
        page.sized(NARROWEST.width, NARROWEST.height);
        assertThat(page.json("document.documentElement.scrollWidth").asInt())
                .as("width of %s on a screen of %s, with %s", name, NARROWEST, page.strings(STICKING_OUT))
                .isLessThanOrEqualTo(NARROWEST.width);
        page.dark(false).sized(1280, 800);
    }
}
