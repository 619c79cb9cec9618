package org.gatecast.web;

import com.samskivert.mustache.Escapers;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * A Mustache template. The library escapes each value for HTML content and quoted attributes. {@code {{#asset}}NAME{{/asset}}}
 * is the address of an asset. Immutable, any thread.
 */
final class PageTemplate {
    private static final Mustache.Compiler COMPILER = Mustache.compiler().withEscaper(Escapers.HTML);

    private final Template template;
    private final Mustache.Lambda asset;

    PageTemplate(String text, AssetCatalog assets) {
        template = COMPILER.compile(text);
        asset = (name, out) -> out.write(assets.named(name.execute()).address());
    }

    /**
     * The page in UTF-8.
     *
     * @param values text by name, and lists of such maps; a section is left out if the value of its name is missing
     * @throws RuntimeException if another value or an asset is missing
     */
    byte[] render(Map<String, ?> values) {
        Map<String, Object> context = new HashMap<>(values);
        context.put("asset", asset);
        return template.execute(context).getBytes(StandardCharsets.UTF_8);
    }
}
