package org.gatecast.web.raster;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Writes PNG files of three bytes a pixel. */
final class PngEncoder {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final byte BITS = 8;
    private static final byte RGB = 2;
    /** Each line as it is: of text on one colour the file is smaller, and made faster, than with differences. */
    private static final byte UNFILTERED = 0;

    private PngEncoder() {}

    static byte[] encode(int width, int height, byte[] pixels) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(SIGNATURE);
        ByteBuffer header =
                ByteBuffer.allocate(13).putInt(width).putInt(height).put(BITS).put(RGB);
        chunk(file, "IHDR", header.array());
        chunk(file, "IDAT", deflated(lines(width, height, pixels)));
        chunk(file, "IEND", new byte[0]);
        return file.toByteArray();
    }

    private static byte[] lines(int width, int height, byte[] pixels) {
        int length = 3 * width;
        byte[] lines = new byte[height * (1 + length)];
        int to = 0;
        for (int y = 0; y < height; y++) {
            lines[to++] = UNFILTERED;
            System.arraycopy(pixels, y * length, lines, to, length);
            to += length;
        }
        return lines;
    }

    private static byte[] deflated(byte[] bytes) {
        Deflater deflater = new Deflater();
        try {
            deflater.setInput(bytes);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] buffer = new byte[8192];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }

    private static void chunk(ByteArrayOutputStream file, String name, byte[] content) {
        byte[] type = name.getBytes(US_ASCII);
        CRC32 sum = new CRC32();
        sum.update(type);
        sum.update(content);
        file.writeBytes(ByteBuffer.allocate(4).putInt(content.length).array());
        file.writeBytes(type);
        file.writeBytes(content);
        file.writeBytes(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
    }
}
