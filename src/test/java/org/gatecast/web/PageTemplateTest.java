package org.gatecast.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.samskivert.mustache.MustacheException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PageTemplateTest {
    private static final AssetCatalog ASSETS =
            new AssetCatalog(Map.of("assets/ABC/page-page.css", "a{}".getBytes(UTF_8)));

    @Test
    void valuesAreEscapedInContentAndInAttributes() {
        assertThat(render("<p title=\"{{a}}\">{{a}}</p>", Map.of("a", "<\"&'>")))
                .isEqualTo("<p title=\"&lt;&quot;&amp;&#39;&gt;\">&lt;&quot;&amp;&#39;&gt;</p>");
    }

    @Test
    void aValueIsNeverReadAsATemplate() {
        assertThat(render("<b>{{a}}</b>", Map.of("a", "{{b}} {{{b}}} {{#asset}}x{{/asset}}", "b", "<i>")))
                .isEqualTo("<b>{{b}} {{{b}}} {{#asset}}x{{/asset}}</b>");
    }

    @Test
    void aSectionIsLeftOutWithoutItsValue() {
        String template = "<a>{{#image}}<img src=\"{{image}}\">{{/image}}</a>";

        assertThat(render(template, Map.of())).isEqualTo("<a></a>");
        assertThat(render(template, Map.of("image", "/i&j"))).isEqualTo("<a><img src=\"/i&amp;j\"></a>");
    }

    @Test
    void aMissingValueIsAnError() {
        assertThatThrownBy(() -> render("<b>{{a}}</b>", Map.of("b", "x")))
                .isInstanceOf(MustacheException.class)
                .hasMessageContaining("'a'");
    }

    @Test
    void anAssetIsReplacedByItsAddress() {
        assertThat(render("{{#asset}}page-page.css{{/asset}}", Map.of())).isEqualTo("/assets/ABC/page-page.css");
        assertThatIllegalStateException()
                .isThrownBy(() -> render("{{#asset}}page-none.css{{/asset}}", Map.of()))
                .withMessageContaining("page-none.css");
    }

    private static String render(String template, Map<String, String> values) {
        return new String(new PageTemplate(template, ASSETS).render(values), UTF_8);
    }
}
