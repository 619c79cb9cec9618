package org.gatecast.lists;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.dhatim.fastexcel.Position;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * A list as a workbook: a sheet with the table, whose times are numbers in seconds, and a sheet with what is printed around it. No
 * cell is a formula.
 */
final class XlsxList {
    private static final int MAX_WIDTH_CHARS = 60;
    private static final int MIN_WIDTH_CHARS = 6;
    private static final double A_LITTLE_AIR = 1.5;

    private XlsxList() {}

    static byte[] write(RaceList list, ListTexts texts) throws IOException {
        ListHeading heading = ListHeading.of(list, texts);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(bytes, "Gatecast", null)) {
            workbook.properties().setTitle(PlainText.of(heading.title()));
            table(workbook, list, PrintedTable.of(list, texts, true), texts);
            about(workbook, heading, texts);
        }
        return bytes.toByteArray();
    }

    private static void table(Workbook workbook, RaceList list, PrintedTable table, ListTexts texts) {
        Worksheet sheet =
                workbook.newWorksheet(texts.text(list.kind() == ListKind.START ? "list.start" : "list.results"));
        for (int i = 0; i < table.columns().size(); i++) {
            PrintedTable.Column column = table.columns().get(i);
            int width = write(sheet, 0, i, heading(column));
            sheet.style(0, i).bold().set();
            for (int row = 0; row < table.rows().size(); row++) {
                PrintedTable.Cell cell = table.rows().get(row).get(i);
                width = Math.max(width, cell(sheet, row + 1, i, cell, column.kind()));
            }
            sheet.width(i, A_LITTLE_AIR + Math.max(MIN_WIDTH_CHARS, Math.min(MAX_WIDTH_CHARS, width)));
        }
        sheet.freezePane(0, 1);
        sheet.repeatRows(0);
        sheet.paperSize(org.dhatim.fastexcel.PaperSize.A4_PAPER);
        sheet.pageOrientation("landscape");
        sheet.fitToWidth((short) 1);
        sheet.fitToHeight((short) 0);
        sheet.footer("&P / &N", Position.RIGHT);
        if (!table.rows().isEmpty()) {
            sheet.setAutoFilter(0, 0, table.rows().size(), table.columns().size() - 1);
        }
    }

    private static String heading(PrintedTable.Column column) {
        return column.group().isEmpty() ? column.heading() : column.group() + ", " + column.heading();
    }

    private static int cell(Worksheet sheet, int row, int column, PrintedTable.Cell cell, PrintedTable.Kind kind) {
        if (cell.number() != null) {
            sheet.value(row, column, cell.number());
            switch (kind) {
                case SECONDS -> sheet.style(row, column).format("0.00").set();
                case GAP -> sheet.style(row, column).format("+0.00").set();
                default -> {
                    // Whole numbers need no format.
                }
            }
            return cell.text().length();
        }
        return write(
                sheet, row, column, cell.members().isEmpty() ? cell.text() : cell.text() + " (" + cell.members() + ")");
    }

    private static int write(Worksheet sheet, int row, int column, String text) {
        if (!text.isEmpty()) {
            sheet.value(row, column, PlainText.of(text));
        }
        return text.length();
    }

    private static void about(Workbook workbook, ListHeading heading, ListTexts texts) {
        Worksheet sheet = workbook.newWorksheet(texts.text("sheet.about"));
        sheet.width(0, MAX_WIDTH_CHARS / 2.0);
        sheet.width(1, MAX_WIDTH_CHARS);
        int row = 0;
        for (String line : List.of(
                heading.event(),
                heading.about(),
                heading.race(),
                heading.list(),
                heading.customTitle(),
                heading.state())) {
            if (!line.isEmpty()) {
                write(sheet, row++, 0, line);
            }
        }
        for (List<ListHeading.Line> lines : List.of(heading.facts(), heading.officials())) {
            for (ListHeading.Line line : lines) {
                write(sheet, row, 0, line.name());
                write(sheet, row++, 1, line.value());
            }
        }
        if (heading.hasInvestigations()) {
            write(
                    sheet,
                    row,
                    0,
                    PrintedTable.INVESTIGATED.toLowerCase(Locale.ROOT) + " " + texts.text("note.investigation"));
        }
    }
}
