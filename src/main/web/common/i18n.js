/** The texts of the page in the language that the server chose. The HTML names their file: html[data-translations]. */

let texts = {};
let plurals = new Intl.PluralRules('en');

/**
 * Loads the texts. The page waits for them before it shows anything.
 *
 * @param keeps whether a language in the address is kept for the pages after this one
 */
export async function loadTranslations(keeps) {
  const root = document.documentElement;
  if (keeps && new URLSearchParams(location.search).get('lang') === root.lang) keep(root.lang);
  const response = await fetch(root.dataset.translations);
  texts = await response.json();
  plurals = new Intl.PluralRules(root.lang);
}

/** Sets the texts, where no page names their file. */
export function setTexts(lang, textsOfLang) {
  if (texts === textsOfLang) return;
  texts = textsOfLang;
  plurals = new Intl.PluralRules(lang);
}

/** Whether there is a text for a key. */
export const hasText = key => key in texts;

/**
 * The text for a key, with {name} replaced by values.name; the key itself if there is no text. A text that depends on a
 * number is an object by plural category, chosen by values.n.
 */
export function t(key, values = {}) {
  let text = texts[key] ?? key;
  if (typeof text === 'object') text = text[plurals.select(values.n)] ?? text.other;
  return text.replace(/\{(\w+)\}/g, (placeholder, name) => values[name] ?? '');
}

/** The tags of all languages, including the current one. */
export const languages = () => document.documentElement.dataset.languages.split(' ');

function keep(language) {
  document.cookie = `lang=${language}; path=/; max-age=31536000; samesite=lax`;
}

/** Reloads the page in another language. */
export function switchLanguage(language) {
  keep(language);
  const address = new URL(location.href);
  address.searchParams.delete('lang');
  if (address.href === location.href) location.reload();
  else location.replace(address.href);
}
