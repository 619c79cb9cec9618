/** The page's words, in the language that the server chose: html[data-words] names their module. */

let words = {};
let plurals = new Intl.PluralRules('en');

/** Loads the words; before anything is shown. */
export async function loadWords() {
  const root = document.documentElement;
  words = (await import(root.dataset.words)).default;
  plurals = new Intl.PluralRules(root.lang);
}

/** Whether there is a word for it. */
export const hasWord = key => key in words;

/**
 * The text for a key, with {name} filled in; the key itself when there is none. A text that depends on a number is an
 * object by plural category, chosen by {n}.
 */
export function t(key, values = {}) {
  let text = words[key] ?? key;
  if (typeof text === 'object') text = text[plurals.select(values.n)] ?? text.other;
  return text.replace(/\{(\w+)\}/g, (gap, name) => values[name] ?? '');
}

/** The languages there are, the current one among them. */
export const languages = () => document.documentElement.dataset.languages.split(' ');

/** Comes back in another language. */
export function speak(language) {
  document.cookie = `lang=${language}; path=/; max-age=31536000; samesite=lax`;
  location.reload();
}
