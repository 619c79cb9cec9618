/** Reads of the REST API that take part in the broadcast delay. */
import { read as readNow } from '../client/api.js';
import { delayMillis } from './clock.js';

/** Reads JSON. A page with a delay gets it that much later, together with the messages of the same moment. */
export async function read(url) {
  const value = await readNow(url);
  if (delayMillis()) await new Promise(resolve => setTimeout(resolve, delayMillis()));
  return value;
}
