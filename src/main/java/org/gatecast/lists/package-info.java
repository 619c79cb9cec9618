/**
 * Start lists and result lists for paper, spreadsheets and other programs.
 *
 * <p>{@link org.gatecast.lists.RaceList} is one list of one race, made from a snapshot: its rows and what is printed around them.
 * {@code RestTable} gives its rows the fields and values of REST, for CSV and XML; {@code PrintedTable} and {@code ListHeading} give
 * them words and units for people, for HTML, PDF and XLSX. A PDF is the page of {@code HtmlList} on sheets of A4.
 * {@link org.gatecast.lists.ListWriter} writes each format.
 *
 * <p>The routes call it on a worker thread. It knows neither Vert.x nor the network, and the PDF library is loaded with the first
 * PDF. {@code specs/lists.md} has the addresses.
 */
package org.gatecast.lists;
