/** The texts of errors. */
import { h } from 'preact';
import { hasText, t } from '../common/i18n.js';
import { ApiError } from './adminApi.js';

const KILOBYTE = 1024;
const MEGABYTE = 1024 * KILOBYTE;

/**
 * What an error code means in the reader's language, and the service's own sentence.
 *
 * @param detail English; '' if there is none
 */
export function described(code, detail) {
  const key = `error.${code}`;
  return { text: t(hasText(key) ? key : 'error.Internal'), detail };
}

/** A number of bytes for people. Of a file it is rounded up, so that it is never shown as equal to a limit below it. */
export function fileSize(bytes, round = Math.floor) {
  const mega = bytes >= MEGABYTE;
  const tenths = round(bytes * 10 / (mega ? MEGABYTE : KILOBYTE)) / 10;
  return new Intl.NumberFormat(document.documentElement.lang, { style: 'unit', unit: mega ? 'megabyte' : 'kilobyte', maximumFractionDigits: 1 }).format(tenths);
}

/** The same for whatever a call of the API throws, with the limit that was exceeded. */
export function explained(failure) {
  if (!(failure instanceof ApiError)) return described('Internal', String(failure));
  const { code, maxBytes, retryAfter, fileBytes } = failure;
  const detail = failure.status ? failure.message : '';
  if (fileBytes) return { text: t('import.tooLarge', { size: fileSize(fileBytes, Math.ceil), limit: fileSize(maxBytes) }), detail };
  if (maxBytes) return { text: t('error.PayloadTooLarge.limit', { limit: fileSize(maxBytes) }), detail };
  if (code === 'RateLimited' && retryAfter) return { text: t('error.RateLimited.wait', { seconds: retryAfter }), detail };
  return described(code, detail);
}

/** An error's text, and the service's sentence below it. */
export const ErrorText = ({ text, detail }) => [text, detail ? h('span', { class: 'detail', lang: 'en' }, detail) : null];
