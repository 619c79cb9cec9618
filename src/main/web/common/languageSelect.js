/** The list of languages of both pages. */
import { h } from 'preact';
import { languages, switchLanguage, t } from './i18n.js';

/** The name of a language in this language, with a capital letter. */
export function languageName(language) {
  const name = new Intl.DisplayNames([language], { type: 'language' }).of(language);
  return name[0].toLocaleUpperCase(language) + name.slice(1);
}

/** A narrow screen has room for the tag only, which lies under the transparent list; see base.css. */
export function LanguageSelect() {
  const current = document.documentElement.lang;
  const tag = current.toUpperCase();
  return h('label', { class: 'language' },
    h('span', { 'aria-hidden': 'true' }, tag),
    h('select', { 'aria-label': `${t('language')} (${tag})`, 'data-language': '', onChange: ({ currentTarget }) => switchLanguage(currentTarget.value) },
      languages().map(language => h('option', { key: language, value: language, lang: language, selected: language === current }, languageName(language)))));
}
