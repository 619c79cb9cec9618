package org.gatecast.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files whose addresses never change: for browsers, for other sites, and for renderers of OGraf graphics. Immutable. */
public final class SiteFiles {
    /** What the first view does not need: the page loads it later. */
    private static final Set<String> LATER = Set.of("spectator-later.js", "spectator-extras.js", "spectator-print.css");

    private final byte[] serviceWorker;
    private final byte[] manifest;
    private final byte[] clientScript;
    private final byte[] embedScript;
    private final byte[] graphicManifest;
    private final byte[] graphic;

    /**
     * @param files by path under {@code web/}
     * @throws IllegalStateException if one is missing
     */
    SiteFiles(Map<String, byte[]> files, AssetCatalog assets, Operator operator) {
        serviceWorker = serviceWorker(WebResources.text(files, "worker.js"), assets, operator);
        manifest = manifest(new PageTemplate(WebResources.text(files, "manifest.webmanifest"), assets), operator);
        clientScript = WebResources.bytes(files, "client.js");
        embedScript = WebResources.bytes(files, "embed.js");
        graphicManifest = WebResources.bytes(files, "ograf/gatecast.ograf.json");
        graphic = WebResources.bytes(files, "ograf/graphic.js");
    }

    /**
     * The list of files to keep comes first. A changed file changes the list, so browsers install the worker again. The
     * worker finds the file of the reader's language in the page.
     */
    private static byte[] serviceWorker(String script, AssetCatalog assets, Operator operator) {
        Stream<String> own = assets.all().stream()
                .filter(asset -> !asset.name().startsWith("admin-")
                        && !asset.name().startsWith("embed-")
                        && !asset.name().startsWith("screens-")
                        && !LanguageCatalog.isTranslations(asset.name())
                        && !LATER.contains(asset.name()))
                .map(Asset::address);
        String addresses = Stream.concat(own, Stream.of(operator.logo()).filter(logo -> !logo.isEmpty()))
                .map(address -> '"' + address + '"')
                .collect(Collectors.joining(","));
        return ("const SHELL=[" + addresses + "];" + script).getBytes(UTF_8);
    }

    private static byte[] manifest(PageTemplate template, Operator operator) {
        ObjectMapper json = new ObjectMapper();
        try {
            ObjectNode manifest = (ObjectNode) json.readTree(template.render(Map.of()));
            return json.writeValueAsBytes(
                    manifest.put("name", operator.siteName()).put("short_name", operator.siteName()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The service worker's script, which keeps the files of the spectators' page for use without a network. */
    public byte[] serviceWorker() {
        return serviceWorker;
    }

    public byte[] manifest() {
        return manifest;
    }

    /** The JavaScript client as one module, for other sites. */
    public byte[] clientScript() {
        return clientScript;
    }

    /** The script for pages that show embedded pages in frames. */
    public byte[] embedScript() {
        return embedScript;
    }

    /** The manifest of the overlays as an OGraf graphic. */
    public byte[] graphicManifest() {
        return graphicManifest;
    }

    /** The module of the OGraf graphic. */
    public byte[] graphic() {
        return graphic;
    }
}
