package org.gatecast.lists;

import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A list as CSV: the fields and values of the REST response, in UTF-8 with a byte order mark, as RFC 4180 has it. A value that is
 * missing is an empty cell. A text that a spreadsheet would take for a formula begins with an apostrophe.
 */
final class CsvList {
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final String FORMULA_STARTS = "=+-@\t\r\n";
    private static final CsvFactory FACTORY = new CsvFactory();

    private CsvList() {}

    static byte[] write(RaceList list) throws IOException {
        RestTable table = RestTable.of(list);
        CsvSchema.Builder schema = CsvSchema.builder().setUseHeader(true).setLineSeparator("\r\n");
        table.fields().forEach(field -> schema.addColumn(field.name()));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(String.valueOf(BYTE_ORDER_MARK).getBytes(StandardCharsets.UTF_8));
        try (CsvGenerator csv = FACTORY.createGenerator(bytes)) {
            csv.enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING);
            csv.setSchema(schema.build());
            if (table.rows().isEmpty()) {
                // The generator writes its heading with the first row.
                return heading(table);
            }
            for (List<Object> row : table.rows()) {
                csv.writeStartArray();
                for (int i = 0; i < row.size(); i++) {
                    csv.writeString(text(row.get(i), table.fields().get(i)));
                }
                csv.writeEndArray();
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] heading(RestTable table) {
        String names = table.fields().stream().map(RestTable.Field::name).collect(Collectors.joining(","));
        return (BYTE_ORDER_MARK + names + "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    private static String text(Object value, RestTable.Field field) {
        if (value == null) {
            return "";
        }
        String text = value instanceof List<?> members
                ? members.stream().map(String::valueOf).collect(Collectors.joining("; "))
                : value.toString();
        return field.isFreeText() && isFormula(text) ? "'" + text : text;
    }

    /** A dash alone stands for nothing and is harmless. */
    private static boolean isFormula(String text) {
        return text.length() > 1 && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0;
    }
}
