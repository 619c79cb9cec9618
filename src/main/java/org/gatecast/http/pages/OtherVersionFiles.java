package org.gatecast.http.pages;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.gatecast.bus.BusClient;
import org.gatecast.bus.PageFileRequest;
import org.gatecast.bus.PageFileRequest.PageFile;
import org.gatecast.http.server.EncodedResponse;

/**
 * Files of pages that a node of another version has sent, or this one before its upgrade. They are in the database, and those that
 * were found stay in memory. Addresses that come while the database is asked are asked for together afterwards: however many
 * there are, each event loop has one query at a time. For one event loop.
 */
final class OtherVersionFiles {
    /** Of all files in memory, without their compressed forms. When there would be more, all are removed. */
    private static final int MOST_BYTES = 1 << 20;

    private static final Pattern ADDRESS = Pattern.compile("/assets/[A-Za-z0-9_-]{1,64}/[A-Za-z0-9._-]{1,64}");

    private final BusClient bus;
    private final String cacheControl;
    private final Map<String, EncodedResponse> found = new HashMap<>();
    private final Map<String, Promise<Optional<EncodedResponse>>> waiting = new LinkedHashMap<>();
    private boolean asking;
    private int bytes;

    OtherVersionFiles(BusClient bus, String cacheControl) {
        this.bus = bus;
        this.cacheControl = cacheControl;
    }

    /** Empty if no version has such a file. Fails if the database cannot be reached. */
    Future<Optional<EncodedResponse>> find(String address) {
        EncodedResponse known = found.get(address);
        if (known != null || !ADDRESS.matcher(address).matches()) {
            return Future.succeededFuture(Optional.ofNullable(known));
        }
        Promise<Optional<EncodedResponse>> promise = waiting.computeIfAbsent(address, first -> Promise.promise());
        ask();
        return promise.future();
    }

    private void ask() {
        if (asking || waiting.isEmpty()) {
            return;
        }
        asking = true;
        Map<String, Promise<Optional<EncodedResponse>>> asked = nextAddresses();
        bus.pageFiles(new PageFileRequest.Find(asked.keySet())).onComplete(reply -> {
            asking = false;
            if (reply.succeeded()) {
                reply.result().files().forEach(file -> asked.remove(file.address())
                        .complete(Optional.of(keep(file))));
                asked.values().forEach(promise -> promise.complete(Optional.empty()));
            } else {
                asked.values().forEach(promise -> promise.fail(reply.cause()));
            }
            ask();
        });
    }

    private EncodedResponse keep(PageFile file) {
        EncodedResponse response = EncodedResponse.cached(
                file.mediaType(), cacheControl, file.content().bytes());
        int length = file.content().length();
        if (bytes + length > MOST_BYTES) {
            found.clear();
            bytes = 0;
        }
        if (length <= MOST_BYTES) {
            found.put(file.address(), response);
            bytes += length;
        }
        return response;
    }

    private Map<String, Promise<Optional<EncodedResponse>>> nextAddresses() {
        Map<String, Promise<Optional<EncodedResponse>>> next = new HashMap<>();
        Iterator<Map.Entry<String, Promise<Optional<EncodedResponse>>>> first =
                waiting.entrySet().iterator();
        while (first.hasNext() && next.size() < PageFileRequest.MOST_ADDRESSES) {
            Map.Entry<String, Promise<Optional<EncodedResponse>>> address = first.next();
            next.put(address.getKey(), address.getValue());
            first.remove();
        }
        return next;
    }
}
