/** The addresses of the screens: what is shown of which event or race, and how. */

const decode = part => {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
};

/**
 * The route of an address.
 *
 * @returns { view, event, race, follows, theme, query }: follows means that the screen shows the race under way, whichever that
 *   is; theme is dark, light or undefined
 */
export function parse({ pathname, search }) {
  const [, event, , race] = pathname.split('/').filter(Boolean).map(decode);
  const query = new URLSearchParams(search);
  return { view: query.get('view'), event, race, follows: !race, theme: ['dark', 'light'].find(theme => theme === query.get('theme')), query };
}

/** A whole number of the query within bounds; the default if it is missing or something else. */
export function numberOf(query, name, least, most, byDefault) {
  const text = query.get(name) ?? '';
  return /^\d{1,4}$/.test(text) ? Math.min(Math.max(Number(text), least), most) : byDefault;
}
