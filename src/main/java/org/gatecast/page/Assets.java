package org.gatecast.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The files that pages are made of, each under an address with the hash of its content. A module's imports name the
 * hashed addresses too, so a changed module changes whatever imports it, and no import map is needed. Immutable.
 */
public final class Assets {
    /** What every asset's address begins with. */
    public static final String ROOT = "/assets/";

    private static final Map<String, String> MEDIA_TYPES = Map.of(
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml");

    private final Map<String, byte[]> files;
    private final Map<String, Asset> byName = new LinkedHashMap<>();
    private final Map<String, Asset> byAddress = new HashMap<>();
    private final Set<String> underWay = new LinkedHashSet<>();

    private Assets(Map<String, byte[]> files) {
        this.files = files;
        files.keySet().stream().filter(Assets::isAsset).forEach(this::asset);
    }

    /**
     * Of files by their path.
     *
     * @throws IllegalStateException when a module imports what is not there, or itself through others
     */
    static Assets of(Map<String, byte[]> files) {
        return new Assets(files);
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
            throw new IllegalStateException("web/" + name + " is not there");
        }
        return asset;
    }

    /** A module and everything it cannot run without, itself first. */
    Set<Asset> graph(String name) {
        Set<Asset> graph = new LinkedHashSet<>();
        collect(named(name), graph);
        return graph;
    }

    private void collect(Asset asset, Set<Asset> graph) {
        if (graph.add(asset)) {
            asset.imports().forEach(name -> collect(named(name), graph));
        }
    }

    /** Templates are filled, and what stands at the root keeps its own address. */
    private static boolean isAsset(String name) {
        return name.contains("/") && MEDIA_TYPES.containsKey(extension(name));
    }

    private static String extension(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private Asset asset(String name) {
        Asset known = byName.get(name);
        if (known != null) {
            return known;
        }
        if (!files.containsKey(name)) {
            throw new IllegalStateException("web/" + name + " is not there");
        }
        if (!underWay.add(name)) {
            throw new IllegalStateException("modules import each other in a circle: " + underWay);
        }
        Set<String> imports = new LinkedHashSet<>();
        String text = new String(files.get(name), UTF_8);
        if (name.endsWith(".js")) {
            text = Module.rewrite(name, text, (target, loaded) -> {
                if (loaded) {
                    imports.add(target);
                }
                return asset(target).address();
            });
        } else if (name.endsWith(".css")) {
            text = Module.withoutComments(text);
        }
        underWay.remove(name);
        String address = ROOT + ContentHash.of(text) + '/' + name.replace('/', '-');
        Asset asset = new Asset(name, address, MEDIA_TYPES.get(extension(name)), text, List.copyOf(imports));
        byName.put(name, asset);
        byAddress.put(address, asset);
        return asset;
    }
}
