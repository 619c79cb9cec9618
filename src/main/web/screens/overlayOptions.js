/** The options of an overlay: what its address, or the data of an OGraf graphic, may say. Pure. */

export const PARTS = ['lower-third', 'clock', 'top', 'next', 'water'];
export const THEMES = ['dark', 'light', 'clear'];
export const PLACES = ['top', 'middle', 'bottom'].flatMap(row => ['left', 'center', 'right'].map(column => `${row}-${column}`));
export const COLOURS = ['accent', 'ground', 'ink'];

const GENERIC = ['system', 'sans', 'serif', 'mono'];

/** Families by the name that `font=` has. Each falls back to one that every machine has. */
export const FONTS = {
  'system': 'system-ui, sans-serif',
  'sans': 'sans-serif',
  'serif': 'serif',
  'mono': 'monospace',
  'arial': 'Arial, "Liberation Sans", sans-serif',
  'helvetica': '"Helvetica Neue", Helvetica, Arial, sans-serif',
  'verdana': 'Verdana, "DejaVu Sans", sans-serif',
  'tahoma': 'Tahoma, Verdana, sans-serif',
  'trebuchet': '"Trebuchet MS", sans-serif',
  'georgia': 'Georgia, serif',
  'times': '"Times New Roman", "Liberation Serif", serif',
  'impact': 'Impact, "Arial Narrow", sans-serif',
  'din': '"DIN Alternate", "DIN Condensed", Bahnschrift, "Arial Narrow", sans-serif',
  'roboto': 'Roboto, Arial, sans-serif',
  'roboto-condensed': '"Roboto Condensed", "Arial Narrow", sans-serif',
  'open-sans': '"Open Sans", Arial, sans-serif',
  'noto-sans': '"Noto Sans", Arial, sans-serif',
  'inter': 'Inter, Arial, sans-serif',
  'montserrat': 'Montserrat, Arial, sans-serif',
};

/** The name of a font for readers: "roboto-condensed" is Roboto Condensed. Generic families have none. */
export const fontLabel = name => GENERIC.includes(name) ? null
  : name === 'din' ? 'DIN' : name.replace(/(^|-)(\w)/g, (match, dash, letter) => (dash && ' ') + letter.toUpperCase());

const TOP = { least: 1, most: 10, usual: 5 };
const NEXT = { least: 1, most: 10, usual: 3 };
const SAFE = { least: 0, most: 20, usual: 5 };

const oneOf = (text, allowed, usual) => allowed.includes(text) ? text : usual;

function number(text, { least, most, usual }) {
  const value = /^\d{1,2}$/.test(text ?? '') ? Number(text) : NaN;
  return value >= least && value <= most ? value : usual;
}

/** A colour of 3, 6 or 8 hexadecimal digits as CSS writes it, or null. */
const colour = text => /^(?:[0-9a-f]{3}|[0-9a-f]{6}|[0-9a-f]{8})$/i.test(text ?? '') ? '#' + text : null;

/**
 * The options by name. What is not allowed is as if it were missing.
 *
 * @param get gives the text of an option, or null
 * @returns part is null if none is named; bg is null for a transparent background; place is null for the usual one;
 *     clock is 'odd', 'even' or null
 */
export function overlayOptions(get) {
  const part = oneOf(get('part'), PARTS, null);
  return {
    part,
    theme: oneOf(get('theme'), THEMES, 'dark'),
    n: number(get('n'), part === 'next' ? NEXT : TOP),
    cat: get('cat') || null,
    place: oneOf(get('place'), PLACES, null),
    clock: { 1: 'odd', 2: 'even' }[get('clock')] ?? null,
    bg: colour(get('bg')),
    colours: Object.fromEntries(COLOURS.map(name => [name, colour(get(name))])),
    font: FONTS[oneOf(get('font'), Object.keys(FONTS), null)] ?? null,
    safe: number(get('safe'), SAFE),
  };
}

/** A plate that lets the camera through would also let a chroma key through. */
const OPAQUE = { dark: '#0a0e12', light: '#ffffff', clear: null };

/** The style of an overlay's root: the custom properties that the options set. */
export function overlayStyle({ theme, colours, font, safe, bg }) {
  const set = {
    ...Object.fromEntries(COLOURS.map(name => [`--overlay-${name}`, colours[name]])),
    '--overlay-ground': colours.ground ?? (bg && OPAQUE[theme]),
    '--overlay-font': font,
    '--overlay-safe': safe === SAFE.usual ? null : safe / 100,
    'background': bg,
  };
  return Object.fromEntries(Object.entries(set).filter(([, value]) => value !== null));
}
