/** The operator's style sheet for overlays (`page.overlay-style`) in graphics. All graphics of a renderer share it. */

let read = null;
const users = new Set();

/** Reads it once. After a failure the next graphic tries again. */
const operatorStyle = origin => read ??= fetch(`${origin}/ograf/overlay.css`, { cache: 'no-cache' })
  .then(response => response.ok ? response.text() : Promise.reject(new Error(`status ${response.status}`)))
  .then(parse)
  .catch(() => {
    read = null;
    return null;
  });

/** `:root` is the page of an overlay; of a graphic it is the host element. Browsers ignore fonts within a shadow root. */
function parse(text) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text.replace(/:root\b/g, ':host'));
  return { sheet, fonts: [...sheet.cssRules].filter(rule => rule instanceof CSSFontFaceRule).map(({ style }) => font(style)).filter(Boolean) };
}

function font(style) {
  const descriptor = name => style.getPropertyValue(name) || undefined;
  const family = descriptor('font-family')?.replace(/^(["'])(.*)\1$/, '$2');
  return family && descriptor('src') && new FontFace(family, descriptor('src'), {
    weight: descriptor('font-weight'), style: descriptor('font-style'), stretch: descriptor('font-stretch'), unicodeRange: descriptor('unicode-range'),
  });
}

/** Gives a shadow root the operator's style, after its own, and the document its fonts. */
export async function addOperatorStyle(shadowRoot, origin) {
  users.add(shadowRoot);
  const style = await operatorStyle(origin);
  if (!style || !users.has(shadowRoot)) return;
  shadowRoot.adoptedStyleSheets = [style.sheet];
  style.fonts.forEach(one => document.fonts.add(one));
}

/** Takes the fonts from the document if no other graphic needs them. */
export async function removeOperatorStyle(shadowRoot) {
  users.delete(shadowRoot);
  const style = await read;
  if (!users.size) style?.fonts.forEach(one => document.fonts.delete(one));
}
