package org.gatecast.model;

/** How many elements an import contained; {@code results} counts rows whose race and participant are in the export. */
public record ImportCounts(int participants, int classes, int categories, int races, int results, int courses) {}
