package org.gatecast.web;

import java.util.regex.Pattern;

/** Takes out of scripts and style sheets what browsers have no use for. */
final class CommentStripper {
    /** Comments that have their lines to themselves: no other can be told from text without parsing. */
    private static final Pattern LINES = Pattern.compile("(?m)^[ \\t]*(?://.*|/\\*(?s:.*?)\\*/[ \\t]*)(?:\\R|\\z)");

    private CommentStripper() {}

    static String strip(String text) {
        return LINES.matcher(text).replaceAll("");
    }
}
