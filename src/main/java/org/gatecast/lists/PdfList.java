package org.gatecast.lists;

import com.openhtmltopdf.extend.FSSupplier;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.fontbox.FontBoxFont;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.CIDFontMapping;
import org.apache.pdfbox.pdmodel.font.FontMapper;
import org.apache.pdfbox.pdmodel.font.FontMappers;
import org.apache.pdfbox.pdmodel.font.FontMapping;
import org.apache.pdfbox.pdmodel.font.PDCIDSystemInfo;
import org.apache.pdfbox.pdmodel.font.PDFontDescriptor;

/**
 * A list as PDF: the page of {@link HtmlList} on A4 sheets, with the two fonts of the jar embedded as far as they are used. Takes some
 * hundred milliseconds and some ten megabytes while it is made. Nothing outside the jar is read: every address in the page is refused.
 */
final class PdfList {
    private static final String FONT_FAMILY = "DejaVu Sans Condensed";
    private static final int REGULAR = 400;
    private static final int BOLD = 700;
    /** The same list is the same file, on each node. */
    private static final long DOCUMENT_ID = 0;

    static {
        // Its own log says how long each step took.
        XRLog.setLoggingEnabled(false);
        // PDFBox uses Java's classes for shapes and colours; it must not look for a screen.
        System.setProperty("java.awt.headless", "true");
        FontMappers.set(new JarFonts());
    }

    private PdfList() {}

    static byte[] write(RaceList list, ListTexts texts) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PdfRendererBuilder builder = new PdfRendererBuilder();
        builder.withHtmlContent(HtmlList.page(list, texts, true), null);
        builder.useFastMode();
        builder.useFont(font("DejaVuSansCondensed.ttf"), FONT_FAMILY, REGULAR, FontStyle.NORMAL, true);
        builder.useFont(font("DejaVuSansCondensed-Bold.ttf"), FONT_FAMILY, BOLD, FontStyle.NORMAL, true);
        builder.useUriResolver((base, uri) -> null);
        for (ExternalResourceControlPriority each : ExternalResourceControlPriority.values()) {
            builder.useExternalResourceAccessControl((uri, type) -> false, each);
        }
        builder.toStream(bytes);
        try (PdfBoxRenderer renderer = builder.buildPdfRenderer()) {
            renderer.layout();
            renderer.createPDFWithoutClosing();
            try (PDDocument document = renderer.getPdfDocument()) {
                document.setDocumentId(DOCUMENT_ID);
                document.getDocumentInformation().getCOSObject().removeItem(COSName.CREATION_DATE);
                document.save(bytes);
            }
        }
        return bytes.toByteArray();
    }

    private static FSSupplier<InputStream> font(String file) {
        return () -> PdfList.class.getResourceAsStream("/fonts/" + file);
    }

    /** Gives the library our font for those that it expects everywhere, so that it does not look through the machine's. */
    private static final class JarFonts implements FontMapper {
        private TrueTypeFont font;

        @Override
        public FontMapping<TrueTypeFont> getTrueTypeFont(String baseFont, PDFontDescriptor descriptor) {
            return new FontMapping<>(font(), false);
        }

        @Override
        public FontMapping<FontBoxFont> getFontBoxFont(String baseFont, PDFontDescriptor descriptor) {
            return new FontMapping<>(font(), false);
        }

        @Override
        public CIDFontMapping getCIDFont(String baseFont, PDFontDescriptor descriptor, PDCIDSystemInfo system) {
            return new CIDFontMapping(null, font(), false);
        }

        private synchronized TrueTypeFont font() {
            if (font == null) {
                try (InputStream file = PdfList.class.getResourceAsStream("/fonts/DejaVuSansCondensed.ttf")) {
                    font = new TTFParser().parse(new RandomAccessReadBuffer(file));
                } catch (IOException e) {
                    throw new UncheckedIOException("the jar's font is unreadable", e);
                }
            }
            return font;
        }
    }
}
