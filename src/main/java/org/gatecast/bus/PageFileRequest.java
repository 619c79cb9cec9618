package org.gatecast.bus;

import java.util.List;
import java.util.Set;

/**
 * A request to the store about files of the pages, which nodes of different versions share in the database. The reply is a
 * {@link Found}, or a {@link org.gatecast.model.Refusal} if the database cannot be reached.
 */
public sealed interface PageFileRequest {
    /** The most addresses of one {@link Find}. */
    int MOST_ADDRESSES = 32;

    /**
     * A file whose content never changes at its address.
     *
     * @param address the path of its URL
     */
    record PageFile(String address, String mediaType, FileContent content) {}

    /** Keeps the files of this node for the others. Nothing is found. */
    record Keep(List<PageFile> files) implements PageFileRequest {
        public Keep {
            files = List.copyOf(files);
        }
    }

    /** Looks up files of any version, at most {@link #MOST_ADDRESSES}. */
    record Find(Set<String> addresses) implements PageFileRequest {
        public Find {
            addresses = Set.copyOf(addresses);
        }
    }

    /** Those of the wanted files that there are. */
    record Found(List<PageFile> files) {
        public Found {
            files = List.copyOf(files);
        }
    }
}
