/** The texts of errors. */
import { h } from 'preact';
import { hasText, t } from '../common/i18n.js';
import { ApiError } from './adminApi.js';

/**
 * What an error code means in the reader's language, and the service's own sentence.
 *
 * @param detail English; '' if there is none
 */
export function described(code, detail) {
  const key = `error.${code}`;
  return { text: t(hasText(key) ? key : 'error.Internal'), detail };
}

/** The same for whatever a call of the API throws. */
export const explained = failure => failure instanceof ApiError
  ? described(failure.code, failure.status ? failure.message : '')
  : described('Internal', String(failure));

/** An error's text, and the service's sentence below it. */
export const ErrorText = ({ text, detail }) => [text, detail ? h('span', { class: 'detail', lang: 'en' }, detail) : null];
