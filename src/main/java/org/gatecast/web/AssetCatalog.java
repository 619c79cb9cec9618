package org.gatecast.web;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The scripts, style sheets, icons and translations of the pages. The build has bundled and minified them and has put the
 * hash of the content into each path: {@code assets/HASH/NAME}. Immutable.
 */
public final class AssetCatalog {
    public static final String ROOT = "/assets/";

    private static final Map<String, String> MEDIA_TYPES = Map.of(
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "json", "application/json",
            "svg", "image/svg+xml");

    private final Map<String, Asset> byName = new TreeMap<>();
    private final Map<String, Asset> byAddress = new HashMap<>();

    /**
     * @param files by path under {@code web/}; those outside of {@code assets/} are ignored
     * @throws IllegalStateException if a file occurs with two hashes, or is of an unknown type
     */
    AssetCatalog(Map<String, byte[]> files) {
        files.forEach((path, content) -> {
            String address = '/' + path;
            if (!address.startsWith(ROOT)) {
                return;
            }
            String name = path.substring(path.lastIndexOf('/') + 1);
            String mediaType = MEDIA_TYPES.get(name.substring(name.lastIndexOf('.') + 1));
            if (mediaType == null) {
                throw new IllegalStateException("web/" + path + " has no media type");
            }
            Asset asset = new Asset(name, address, mediaType, new String(content, StandardCharsets.UTF_8));
            if (byName.put(name, asset) != null) {
                throw new IllegalStateException("web/assets has two builds of " + name);
            }
            byAddress.put(address, asset);
        });
    }

    public Asset at(String address) {
        return byAddress.get(address);
    }

    /** In the order of their names. */
    public Collection<Asset> all() {
        return Collections.unmodifiableCollection(byName.values());
    }

    /**
     * @throws IllegalStateException if there is no asset of this name
     */
    Asset named(String name) {
        Asset asset = byName.get(name);
        if (asset == null) {
            throw new IllegalStateException("web/assets has no " + name + "; `mvn process-resources` builds it");
        }
        return asset;
    }
}
