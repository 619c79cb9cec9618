/** Checks a file before it is uploaded as an export, so that a wrong one is named at once. */
import { ApiError } from './adminApi.js';

const BEGINNING_BYTES = 65536;

/**
 * Throws an ApiError if the file cannot be an export.
 *
 * @param limits of the service; undefined if they are not known
 */
export async function checkExport(file, limits) {
  if (file.size === 0) throw new ApiError(0, 'EmptyFile', '');
  if (file.size > limits?.exportBytes) throw new ApiError(0, 'PayloadTooLarge', '', { maxBytes: limits.exportBytes, fileBytes: file.size });
  // Read as UTF-8, a file in UTF-16 has zeros between its letters, and marks at its beginning that are no letters.
  const beginning = (await file.slice(0, BEGINNING_BYTES).text()).replace(/[\0\ufeff\ufffd]/g, '').trimStart();
  if (!beginning.startsWith('<')) throw new ApiError(0, 'NotXml', '');
  if (!/<([\w.-]+:)?Canoe123Data[\s>/]/.test(beginning)) throw new ApiError(0, 'NotExport', '');
}
