package org.gatecast.config;

/** The header in which trusted proxies name the client. Only one is read, since a client may have written the other. */
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
