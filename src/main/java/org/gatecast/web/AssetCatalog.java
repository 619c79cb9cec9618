package org.gatecast.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The files that pages are made of, each under an address with the hash of its content. A folder's {@code main.js} brings
 * all the modules that it imports; style sheets, pictures, dictionaries and scripts that must run early are files of their
 * own. Immutable.
 */
public final class AssetCatalog {
    /** What every asset's address begins with. */
    public static final String ROOT = "/assets/";

    private static final String MAIN = "/main.js";
    private static final Map<String, String> MEDIA_TYPES = Map.of(
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml");

    private final Map<String, Asset> byName = new LinkedHashMap<>();
    private final Map<String, Asset> byAddress = new HashMap<>();

    /**
     * Of files by their path.
     *
     * @throws IllegalStateException when a module imports what is not there, or itself through others
     */
    AssetCatalog(Map<String, byte[]> files) {
        files.forEach((name, content) -> {
            String mediaType = MEDIA_TYPES.get(name.substring(name.lastIndexOf('.') + 1));
            if (mediaType == null || !isAsset(name)) {
                return;
            }
            String text =
                    name.endsWith(MAIN) ? ScriptBundle.of(name, module -> text(files, module)) : text(files, name);
            if (name.endsWith(".css")) {
                text = CommentStripper.strip(text);
            }
            String address = ROOT + ContentHash.of(text) + '/' + name.replace('/', '-');
            Asset asset = new Asset(name, address, mediaType, text);
            byName.put(name, asset);
            byAddress.put(address, asset);
        });
    }

    /** The asset at an address, {@code null} when there is none. */
    public Asset at(String address) {
        return byAddress.get(address);
    }

    /** All there are. */
    public Collection<Asset> all() {
        return Collections.unmodifiableCollection(byName.values());
    }

    /**
     * @throws IllegalStateException when there is no such file
     */
    Asset named(String name) {
        Asset asset = byName.get(name);
        if (asset == null) {
            throw new IllegalStateException("web/" + name + " is not there, or no file of its own");
        }
        return asset;
    }

    /** Modules come with a {@code main.js}, and what stands at the root keeps its own address. */
    private static boolean isAsset(String name) {
        return name.contains("/")
                && (!name.endsWith(".js")
                        || name.endsWith(MAIN)
                        || name.contains("/i18n/")
                        || name.equals("common/theme.js"));
    }

    private static String text(Map<String, byte[]> files, String name) {
        byte[] content = files.get(name);
        return content == null ? null : new String(content, UTF_8);
    }
}
