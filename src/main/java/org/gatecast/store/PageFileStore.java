package org.gatecast.store;

import io.vertx.core.Future;
import java.util.List;
import java.util.Set;
import org.gatecast.bus.PageFileRequest.PageFile;

/** The files of the pages of all versions of the service, on a database that several nodes share. */
public interface PageFileStore {
    /** Keeps files of this node. A file at a known address stays as it is. */
    Future<Void> keep(List<PageFile> files);

    /** The files at these addresses, as far as there are any. */
    Future<List<PageFile>> find(Set<String> addresses);
}
