package org.gatecast.config;

/** The header in which proxies say whom they speak for. Only one is read: the other is whatever a client made up. */
public enum ForwardedHeader {
    X_FORWARDED_FOR("X-Forwarded-For"),
    FORWARDED("Forwarded");

    private final String header;

    ForwardedHeader(String header) {
        this.header = header;
    }

    public String header() {
        return header;
    }
}
