package org.gatecast.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Map;
import org.junit.jupiter.api.Test;

class AssetCatalogTest {
    private static final byte[] CONTENT = "content".getBytes(UTF_8);

    @Test
    void anAssetIsFoundByItsNameAndByItsAddress() {
        AssetCatalog catalog = new AssetCatalog(Map.of("assets/ABC/page-main.js", CONTENT, "page/page.html", CONTENT));

        Asset asset = catalog.named("page-main.js");
        assertThat(asset)
                .isEqualTo(new Asset(
                        "page-main.js", "/assets/ABC/page-main.js", "text/javascript; charset=utf-8", "content"));
        assertThat(catalog.at("/assets/ABC/page-main.js")).isSameAs(asset);
        assertThat(catalog.all()).containsExactly(asset);
    }

    @Test
    void nothingIsFoundAtTheAddressOfAnotherContent() {
        AssetCatalog catalog = new AssetCatalog(Map.of("assets/ABC/page-main.js", CONTENT));

        assertThat(catalog.at("/assets/ABD/page-main.js")).isNull();
        assertThat(catalog.at("/assets/ABC/../page-main.js")).isNull();
    }

    @Test
    void aMissingFileIsAnErrorThatSaysHowItIsBuilt() {
        assertThatIllegalStateException()
                .isThrownBy(() -> new AssetCatalog(Map.of()).named("page-main.js"))
                .withMessageContaining("page-main.js")
                .withMessageContaining("process-resources");
    }

    @Test
    void twoBuildsOfOneFileAreAnError() {
        assertThatIllegalStateException()
                .isThrownBy(() -> new AssetCatalog(
                        Map.of("assets/ABC/page-main.js", CONTENT, "assets/ABD/page-main.js", CONTENT)))
                .withMessageContaining("two builds of page-main.js");
    }

    @Test
    void aFileOfUnknownTypeIsAnError() {
        assertThatIllegalStateException()
                .isThrownBy(() -> new AssetCatalog(Map.of("assets/ABC/page-main.exe", CONTENT)))
                .withMessageContaining("page-main.exe");
    }
}
