package org.gatecast.http.server;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import org.gatecast.limits.ClientConnection;
import org.gatecast.model.ErrorCode;
import org.gatecast.model.RefusedException;

/** Checks of a request's body: media type, length, completeness. */
public final class RequestBodies {
    /** Digits that fit into a {@code long} whatever they are. */
    private static final int LONGEST_NUMBER = 18;

    private RequestBodies() {}

    /** Accepts JSON and a body without a media type, not compressed; refuses others. */
    public static void requireJson(HttpServerRequest request) {
        if (request.headers().getAll("Content-Encoding").stream()
                .anyMatch(encoding -> !encoding.strip().equalsIgnoreCase("identity"))) {
            throw new RefusedException(
                    ErrorCode.UnsupportedMediaType, "Bodies are taken as they are, without Content-Encoding.");
        }
        requireJsonType(request);
    }

    /** As {@link #requireJson}, and also accepts a body that is compressed with gzip. */
    public static void requireJsonOrGzip(HttpServerRequest request) {
        GzipBody.isGzip(request);
        requireJsonType(request);
    }

    private static void requireJsonType(HttpServerRequest request) {
        String type = mediaType(request);
        if (!type.isEmpty() && !type.equals(JsonResponses.TYPE)) {
            throw unsupported(type, JsonResponses.TYPE);
        }
    }

    /**
     * Whether the body, compressed with gzip or not, is an export rather than JSON that contains one; refuses other media
     * types and encodings.
     */
    public static boolean isXml(HttpServerRequest request) {
        GzipBody.isGzip(request);
        String type = mediaType(request);
        if (type.equals("application/xml") || type.equals("text/xml")) {
            return true;
        }
        if (type.isEmpty() || type.equals(JsonResponses.TYPE)) {
            return false;
        }
        throw unsupported(type, "application/json, application/xml or text/xml");
    }

    /** Refuses a body with malformed chunks, now or when they arrive. */
    static void refuseMalformed(RoutingContext ctx) {
        ClientConnection.of(ctx.request())
                .onBrokenBody(() -> ctx.fail(new RefusedException(
                        ErrorCode.InvalidRequest, "The body is malformed: its chunks cannot be read.")));
    }

    static byte[] bytes(RoutingContext ctx) {
        return ctx.body().buffer() == null ? new byte[0] : ctx.body().buffer().getBytes();
    }

    /** Refuses a body of which a part was lost for lack of memory. */
    static void requireComplete(RoutingContext ctx) {
        if (Math.max(0, ctx.body().length()) != ctx.request().bytesRead()) {
            throw new RefusedException(
                    ErrorCode.Unavailable, "The service had no memory for this body; send it again shortly.");
        }
        ctx.next();
    }

    /** The announced length of a request's body in bytes; without one, the bytes read so far. */
    public static long length(HttpServerRequest request) {
        String announced = request.getHeader("Content-Length");
        return announced != null && isNumber(announced) ? Long.parseLong(announced) : request.bytesRead();
    }

    /** No pattern: this is asked about every call. */
    private static boolean isNumber(String text) {
        return !text.isEmpty()
                && text.length() <= LONGEST_NUMBER
                && text.chars().allMatch(digit -> digit >= '0' && digit <= '9');
    }

    private static String mediaType(HttpServerRequest request) {
        String type = request.getHeader("Content-Type");
        if (type == null) {
            return "";
        }
        int parameters = type.indexOf(';');
        return (parameters < 0 ? type : type.substring(0, parameters)).strip().toLowerCase(Locale.ROOT);
    }

    private static RefusedException unsupported(String type, String wanted) {
        return new RefusedException(
                ErrorCode.UnsupportedMediaType, "This call takes " + wanted + ", not " + quoted(type) + ".");
    }

    private static String quoted(String text) {
        return "'" + text.substring(0, Math.min(text.length(), 80)) + "'";
    }
}
