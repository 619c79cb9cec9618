package org.gatecast.web;

import java.util.HashMap;
import java.util.Map;

/**
 * Who runs the service, for the head of each page and the list of events.
 *
 * @param name {@code ""} if the settings name nobody; then the pages say Gatecast
 * @param home address of the operator's own site, {@code ""} for none
 * @param logo path of the operator's logo on this service, {@code ""} for none
 */
public record Operator(String name, String home, String logo) {
    public static final Operator NONE = new Operator("", "", "");
    private static final String PRODUCT = "Gatecast";

    /** What the pages call the service. */
    String siteName() {
        return name.isEmpty() ? PRODUCT : name;
    }

    /** The values of a template's section {@code operator}; only those that are set. */
    Map<String, String> values() {
        Map<String, String> values = new HashMap<>();
        values.put("operatorName", name);
        if (!home.isEmpty()) {
            values.put("operatorHome", home);
        }
        if (!logo.isEmpty()) {
            values.put("operatorLogo", logo);
        }
        return values;
    }
}
