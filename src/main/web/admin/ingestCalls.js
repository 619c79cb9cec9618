/** The ingest calls of the timing booth, and their outcome. */
import { h } from 'preact';
import { t } from '../common/i18n.js';
import { lastCall } from './connection.js';
import { ago, Card, moment, number, useNow } from './components.js';
import { described, ErrorText } from './errors.js';

/** A refusal is shown so long after it, by the time of the last call. Then it is only in the list of calls. */
const REFUSAL_SHOWN_MS = 600000;
const COUNTS = ['calls', 'matched', 'changed', 'skipped', 'refused'];

function Source({ name, counts, now }) {
  return h('tr', {},
    h('th', { scope: 'row' }, t(`source.${name}`)),
    h('td', { title: moment(counts.lastAt), 'data-label': t('ingest.last') }, ago(counts.lastAt, now)),
    COUNTS.map(count => h('td', { key: count, 'data-label': t(`ingest.${count}`), class: counts[count] && /skipped|refused/.test(count) ? 'odd' : '' },
      counts[count] === undefined ? '–' : number(counts[count]))));
}

/** The reasons why riders on course were skipped. */
const reasons = because => Object.entries(because).filter(([, count]) => count > 0)
  .map(([why, count]) => t(`skip.${why}`, { n: count }));

function Entry({ entry }) {
  const parts = [t(`outcome.${entry.outcome}`)];
  if (entry.calls > 1) parts.push(t('ingest.times', { n: entry.calls }));
  if (entry.outcome !== 'refused') {
    parts.push(t('ingest.rows', { matched: number(entry.matched), changed: number(entry.changed) }));
    if (entry.skipped) parts.push(t('ingest.skippedRows', { n: entry.skipped }));
  }
  return h('li', { class: `entry ${entry.outcome}` },
    h('time', { datetime: entry.lastAt }, new Date(entry.lastAt).toLocaleTimeString(document.documentElement.lang)),
    h('div', {}, h('strong', {}, t(`source.${entry.source}`)), ` ${parts.join(' · ')}`,
      entry.message && h('p', {}, h(ErrorText, described(entry.error, entry.message))),
      entry.warnings && h('ul', { class: 'warnings' }, entry.warnings.map(warning => h('li', { key: warning, lang: 'en' }, warning)))));
}

/** @param polled the journal of ingest calls, or the failure to read it */
export function IngestCalls({ polled }) {
  const now = useNow(1000);
  const { value: journal, failure } = polled;
  const stale = failure && h('span', { class: 'failure' }, t('stale'));
  if (!journal) return h(Card, { name: 'ingest', title: t('ingest.title'), aside: stale }, h('p', { class: 'soft' }, t('loading')));
  const sources = { ...journal.sources, oncourse: journal.oncourse };
  const why = reasons(journal.oncourse.skippedBecause);
  const last = Date.parse(lastCall(journal));
  const refusals = Object.entries(sources).filter(([name, counts]) => counts.lastMessage
    && journal.ingests.some(entry => entry.source === name && entry.outcome === 'refused' && last - Date.parse(entry.lastAt) < REFUSAL_SHOWN_MS));
  return h(Card, { name: 'ingest', title: t('ingest.title'), aside: stale, wide: true },
    h('table', { class: 'sources' },
      h('caption', { class: 'quiet' }, t('ingest.caption')),
      h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, t('ingest.source')), h('th', { scope: 'col' }, t('ingest.last')),
        COUNTS.map(count => h('th', { scope: 'col', key: count }, t(`ingest.${count}`))))),
      h('tbody', {}, Object.entries(sources).map(([name, counts]) => h(Source, { key: name, name, counts, now })))),
    why.length > 0 && h('p', { class: 'note' }, t('ingest.skipped.oncourse'), ' ', why.join(', ')),
    refusals.map(([name, counts]) => h('p', { key: name, class: 'note' },
      t('ingest.refused.last', { source: t(`source.${name}`) }), ' ', h(ErrorText, described(counts.lastError, counts.lastMessage)))),
    h('p', { class: 'hint' }, t('ingest.hint')),
    h('details', {}, h('summary', {}, t('ingest.entries')),
      journal.ingests.length
        ? h('ol', { class: 'entries' }, journal.ingests.map(entry => h(Entry, { entry, key: `${entry.at} ${entry.source} ${entry.outcome} ${entry.message}` })))
        : h('p', { class: 'soft' }, t('ingest.none'))));
}
