/** What a screen says until it has something to show. */
import { delayMillis } from '../common/clock.js';
import { untilFirstPicture } from '../common/delayLine.js';
import { duration } from '../common/format.js';
import { t } from '../common/i18n.js';

/** That it is loading; or, with a broadcast delay, how late it is and when its first picture comes. */
export function waitingText(store) {
  const left = untilFirstPicture(store);
  if (left === null) return t('loading');
  return `${t('delay.on', { n: delayMillis() / 1000 })} ${t('delay.first', { left: duration(Math.ceil(left / 1000) * 1000) })}`;
}
