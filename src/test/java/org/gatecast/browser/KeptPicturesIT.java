package org.gatecast.browser;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** That a comparison with a kept picture can fail. */
class KeptPicturesIT {
    @RegisterExtension
    static final Browser browser = new Browser();

    @RegisterExtension
    static final TestServer server = TestServer.with();

    @Test
    void aPictureToleratesNothingThatAReaderWouldNotice() {
        PushedRace.running(server).playTo(100);
        BrowserPage page = browser.page(server.port());
        page.sized(1280, 800).go(PushedRace.EVENT_PATH + "?view=riders");
        page.awaitTrue("it is there", "document.querySelectorAll('main a').length > 20");
        page.script("document.querySelector('.fresh').textContent = 'Live'");

        KeptPictures.matches(page, "riders");

        page.script("document.querySelectorAll('main li')[3].style.visibility = 'hidden'");
        assertThatThrownBy(() -> KeptPictures.matches(page, "riders")).hasMessageContaining("look different");
    }
}
