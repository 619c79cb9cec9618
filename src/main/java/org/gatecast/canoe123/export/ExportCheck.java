package org.gatecast.canoe123.export;

import org.gatecast.ingest.ExportParser;
import org.gatecast.ingest.XmlLimits;
import org.gatecast.model.ErrorCode;
import org.gatecast.model.RefusedException;

/** Reads an export as the service will, so that half a file is never sent. Blocks; one thread at a time. */
public final class ExportCheck {
    /** As the service's own limit by default. */
    public static final int MAX_BYTES = 10 << 20;

    private final ExportParser parser = new ExportParser(XmlLimits.DEFAULT);

    /**
     * @throws RefusedException with a sentence for the operator, if the export is too long or not whole
     */
    public void requireWhole(byte[] xml) {
        if (xml.length > MAX_BYTES) {
            throw tooLong(xml.length);
        }
        parser.parse(xml);
    }

    static RefusedException tooLong(long bytes) {
        return new RefusedException(
                ErrorCode.PayloadTooLarge,
                "it has " + bytes + " bytes, more than the " + MAX_BYTES + " that a server takes");
    }
}
