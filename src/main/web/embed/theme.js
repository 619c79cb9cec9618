// Theme and colours of a view in a frame, by its address: theme=light|dark|auto, accent=0a6b36, background=ffffff or none. A
// colour is three or six hexadecimal digits; anything else is ignored. Runs before anything is drawn.
(() => {
  const root = document.documentElement;
  const query = new URLSearchParams(location.search);
  const prefersDark = matchMedia('(prefers-color-scheme: dark)');
  const LIGHT = { ground: [255, 255, 255], ink: [10, 17, 24] };
  const DARK = { ground: [10, 14, 18], ink: [245, 248, 250] };
  const MIN_CONTRAST = 4.5;

  /** Red, green and blue of a colour of the address; null if there is none. */
  const colour = name => {
    const digits = /^#?([\da-f]{3}|[\da-f]{6})$/i.exec(query.get(name) ?? '')?.[1];
    if (!digits) return null;
    const full = digits.length === 3 ? digits.replace(/./g, '$&$&') : digits;
    return [0, 2, 4].map(at => parseInt(full.slice(at, at + 2), 16));
  };
  const css = parts => `rgb(${parts.map(Math.round).join(' ')})`;
  const mix = (a, b, share) => a.map((part, i) => part + (b[i] - part) * share);

  /** Relative luminance and contrast, as in WCAG 2. */
  const luminance = parts => {
    const [red, green, blue] = parts.map(part => part / 255).map(part => part <= .04045 ? part / 12.92 : ((part + .055) / 1.055) ** 2.4);
    return .2126 * red + .7152 * green + .0722 * blue;
  };
  const contrast = (a, b) => {
    const [less, more] = [luminance(a), luminance(b)].sort((x, y) => x - y);
    return (more + .05) / (less + .05);
  };

  const theme = query.get('theme');
  const background = colour('background');
  const accent = colour('accent');

  /** A background decides the theme, so that its text can be read. */
  const isDark = () => background ? contrast(background, DARK.ink) > contrast(background, LIGHT.ink)
    : theme === 'dark' || theme !== 'light' && prefersDark.matches;

  const apply = () => {
    const dark = isDark();
    const { ink, ground } = { ...dark ? DARK : LIGHT, ...background && { ground: background } };
    const set = (name, parts) => root.style.setProperty('--' + name, css(parts));
    root.dataset.theme = dark ? 'dark' : 'light';
    if (background) {
      set('ground', ground);
      set('raised', ground);
      set('panel', mix(ground, ink, .06));
      set('line', mix(ground, ink, .2));
    }
    if (accent) {
      root.dataset.accent = '';
      set('accent', accent);
      // Links are text: towards the colour of the text until they can be read.
      let link = accent;
      for (let share = .1; share <= 1 && contrast(link, ground) < MIN_CONTRAST; share += .1) link = mix(accent, ink, share);
      set('link', link);
      set('focus', link);
    }
    if (query.get('background') === 'none') root.dataset.background = 'none';
  };
  apply();
  prefersDark.addEventListener('change', apply);
})();
