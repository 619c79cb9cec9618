package org.gatecast.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The encoding of an export's bytes, by XML's rules: the byte order mark, else the width of the first characters, else
 * the XML declaration (blank lines may be before it), else UTF-8.
 *
 * @param markLength length of the byte order mark, in bytes
 */
record XmlEncoding(Charset charset, int markLength) {
    private static final Pattern DECLARED =
            Pattern.compile("^<\\?xml\\s[^>]*?encoding\\s*=\\s*[\"']([A-Za-z][A-Za-z0-9._-]*)[\"']");
    private static final int LONGEST_DECLARATION = 256;
    private static final byte[] DECLARATION_START = "<?xml".getBytes(ISO_8859_1);

    /**
     * @throws org.gatecast.model.RefusedException when the declared encoding is unknown
     */
    static XmlEncoding of(byte[] bytes) {
        if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
            return new XmlEncoding(UTF_8, 3);
        }
        if (startsWith(bytes, 0xFF, 0xFE)) {
            return new XmlEncoding(UTF_16LE, 2);
        }
        if (startsWith(bytes, 0xFE, 0xFF)) {
            return new XmlEncoding(UTF_16BE, 2);
        }
        if (bytes.length >= 2 && bytes[1] == 0 && mayStart(bytes[0])) {
            return new XmlEncoding(UTF_16LE, 0);
        }
        if (bytes.length >= 2 && bytes[0] == 0 && mayStart(bytes[1])) {
            return new XmlEncoding(UTF_16BE, 0);
        }
        return new XmlEncoding(declared(bytes), 0);
    }

    /** A decoder that reports bytes that it cannot decode. */
    CharsetDecoder strictDecoder() {
        return charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    private static Charset declared(byte[] bytes) {
        int blanks = 0;
        while (blanks < bytes.length && isBlank(bytes[blanks])) {
            blanks++;
        }
        String start = new String(bytes, blanks, Math.min(bytes.length - blanks, LONGEST_DECLARATION), ISO_8859_1);
        Matcher matcher = DECLARED.matcher(start);
        if (!matcher.find()) {
            return UTF_8;
        }
        try {
            Charset charset = Charset.forName(matcher.group(1));
            return canHaveWritten(charset) ? charset : UTF_8;
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new DocumentPosition(1, 1)
                    .refuse("the encoding \"" + matcher.group(1) + "\" is not known here, use UTF-8");
        }
    }

    /**
     * Whether a declaration that was read byte by byte can be in the declared encoding. It cannot be in UTF-16: .NET
     * declares UTF-16 in text that is then stored as UTF-8.
     */
    private static boolean canHaveWritten(Charset charset) {
        return charset.canEncode() && Arrays.equals(DECLARATION_START, "<?xml".getBytes(charset));
    }

    private static boolean mayStart(byte b) {
        return b == '<' || isBlank(b);
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t' || b == '\r' || b == '\n';
    }

    private static boolean startsWith(byte[] bytes, int first, int second, int... more) {
        if (bytes.length < 2 + more.length || (bytes[0] & 0xFF) != first || (bytes[1] & 0xFF) != second) {
            return false;
        }
        for (int i = 0; i < more.length; i++) {
            if ((bytes[2 + i] & 0xFF) != more[i]) {
                return false;
            }
        }
        return true;
    }
}
