package org.gatecast.model;

/** What an import took in; {@code results} are rows whose race and participant the export knows. */
public record ImportCounts(int participants, int classes, int categories, int races, int results, int courses) {}
