package org.gatecast.page;

import java.util.List;

/**
 * A file that never changes under its address.
 *
 * @param name its path under {@code web/}
 * @param address where browsers find it, with its content's hash
 * @param mediaType as HTTP names it
 * @param text as browsers get it
 * @param imports names of the modules that it cannot run without, the nearest first
 */
public record Asset(String name, String address, String mediaType, String text, List<String> imports) {
    public Asset {
        imports = List.copyOf(imports);
    }
}
