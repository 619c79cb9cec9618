package org.gatecast.http.server;

import io.vertx.core.http.HttpServerRequest;

/** What a request says about the encodings it accepts and the entities it has. */
final class AcceptHeaders {
    private AcceptHeaders() {}

    static boolean gzip(HttpServerRequest request) {
        String header = request.getHeader("Accept-Encoding");
        if (header == null) {
            return false;
        }
        for (String part : header.split(",", -1)) {
            String[] coding = part.strip().split(";", 2);
            if (coding[0].strip().equalsIgnoreCase("gzip")) {
                return coding.length == 1 || !coding[1].replace(" ", "").matches("q=0(\\.0*)?");
            }
        }
        return false;
    }

    /** Whether {@code If-None-Match} names the entity, in either encoding (RFC 9110, 13.1.2). */
    static boolean known(HttpServerRequest request, String tag) {
        String header = request.getHeader("If-None-Match");
        if (header == null) {
            return false;
        }
        for (String part : header.split(",", -1)) {
            String candidate = part.strip();
            if (candidate.equals("*")) {
                return true;
            }
            if (candidate.startsWith("W/")) {
                candidate = candidate.substring(2);
            }
            if (candidate.equals('"' + tag + '"') || candidate.equals('"' + tag + "-gzip\"")) {
                return true;
            }
        }
        return false;
    }
}
