/** What a row of a table unfolds to. */
import { h } from 'preact';
import { MineButton } from './mineButton.js';
import { riderPath } from './route.js';
import { RunDetails } from './runDetails.js';
import { Share } from './share.js';
import { t } from '../common/i18n.js';

/**
 * @param rows of the race, as the service has them
 * @param bib of the rider
 */
export function Unfolded({ event, race, rows, bib }) {
  const row = rows.find(one => one.bib === bib);
  if (!row) return null;
  const path = riderPath(event, race.raceId, bib);
  return h('div', { class: 'unfolded-row' },
    row.underInvestigation ? h('p', { class: 'soft', 'data-inquiry': '' }, t('inquiry.about')) : null,
    h(RunDetails, { event, race, rows, row }),
    h('div', { class: 'line' },
      h(MineButton, { row }),
      h(Share, { path, title: row.name }),
      h('a', { class: 'button', href: path }, t('rider.page'))));
}
