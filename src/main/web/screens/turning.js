/** The pages of a table that turns by itself. Pure. */

/**
 * The rows of each group in pages.
 *
 * @param groups each with `rows`; those without any are left out
 * @param size how many rows a page has room for
 * @returns pages, each a group with its own rows, its number and how many pages the group has: { rows, nr, of }
 */
export function pagesOf(groups, size) {
  return groups.filter(({ rows }) => rows.length).flatMap(({ rows, ...group }) => {
    const of = Math.ceil(rows.length / size);
    return Array.from({ length: of }, (_, i) => ({ ...group, rows: rows.slice(i * size, (i + 1) * size), nr: i + 1, of }));
  });
}

/** The first page with a row, or -1. */
export const pageWith = (pages, isIt) => pages.findIndex(({ rows }) => rows.some(isIt));
