package org.gatecast.http.pages;

import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gatecast.bus.BusClient;
import org.gatecast.bus.FileContent;
import org.gatecast.bus.PageFileRequest;
import org.gatecast.bus.PageFileRequest.PageFile;
import org.gatecast.http.server.EncodedResponse;
import org.gatecast.http.server.RouteBuilder;
import org.gatecast.http.server.RouteGroup;
import org.gatecast.model.ErrorCode;
import org.gatecast.model.RefusedException;
import org.gatecast.web.Asset;
import org.gatecast.web.AssetCatalog;

/** The files that pages load, with the hash of the content in their addresses. Each is compressed once for all event loops. */
final class AssetRoutes {
    private final List<PageFile> files;
    private final Map<String, EncodedResponse> responses;

    AssetRoutes(AssetCatalog assets, OperatorFiles operatorFiles) {
        files = Stream.concat(assets.all().stream().map(AssetRoutes::file), operatorFiles.all())
                .toList();
        responses = files.stream()
                .collect(Collectors.toUnmodifiableMap(
                        PageFile::address,
                        file -> EncodedResponse.file(
                                file.mediaType(),
                                CacheControl.FOREVER,
                                file.content().bytes())));
    }

    private static PageFile file(Asset asset) {
        FileContent content = new FileContent(asset.text().getBytes(StandardCharsets.UTF_8));
        return new PageFile(asset.address(), asset.mediaType(), content);
    }

    /** The files of this version, for the nodes of other versions. */
    PageFileRequest.Keep kept() {
        return new PageFileRequest.Keep(files);
    }

    /**
     * Mounts the files for one event loop.
     *
     * @param bus leads to the files of other versions; empty if no other node sends pages
     */
    void mountOn(RouteGroup group, Optional<BusClient> bus) {
        Optional<OtherVersionFiles> others = bus.map(client -> new OtherVersionFiles(client, CacheControl.FOREVER));
        RouteBuilder.readOnly(group, AssetCatalog.ROOT + ":hash/:file", ctx -> asset(ctx, others));
    }

    private void asset(RoutingContext ctx, Optional<OtherVersionFiles> others) {
        EncodedResponse own = responses.get(ctx.request().path());
        if (own != null || others.isEmpty()) {
            send(ctx, own);
        } else {
            others.get()
                    .find(ctx.request().path())
                    .onSuccess(found -> sendIfOpen(ctx, found.orElse(null)))
                    .onFailure(ctx::fail);
        }
    }

    /** The client may have gone while the file was looked up. */
    private static void sendIfOpen(RoutingContext ctx, EncodedResponse file) {
        if (ctx.response().closed()) {
            return;
        }
        try {
            send(ctx, file);
        } catch (RefusedException refused) {
            ctx.fail(refused);
        }
    }

    /**
     * @param file {@code null} if there is none
     */
    private static void send(RoutingContext ctx, EncodedResponse file) {
        if (file == null) {
            throw new RefusedException(ErrorCode.NotFound, "There is no such file; reload the page.");
        }
        file.send(ctx.request());
    }
}
