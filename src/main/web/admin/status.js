/** The status of an event, and the buttons for the next one. */
import { h } from 'preact';
import { t } from '../common/i18n.js';
import { Card } from './components.js';

const STATUSES = ['draft', 'startlist', 'running', 'finished', 'official'];

/** The statuses that must be confirmed; true: by typing the event's id, because there is no way back. */
const TO_CONFIRM = { official: true, draft: false };

export function EventStatus({ event, own, act, ask, changed }) {
  const at = STATUSES.indexOf(event.status);
  const setStatus = async status => {
    const done = await act('status', () => own.setStatus(status), () => t('done.status', { status: t(`status.${status}`) }));
    if (done) changed();
  };
  const press = status => {
    if (!(status in TO_CONFIRM)) {
      setStatus(status);
      return;
    }
    ask({
      title: t(`lifecycle.${event.status}.${status}`), text: t(`lifecycle.warn.${status}`), yes: t(`lifecycle.${event.status}.${status}`),
      typed: TO_CONFIRM[status] ? event.eventId : null, confirmed: () => setStatus(status),
    });
  };
  return h(Card, { name: 'status', title: t('lifecycle.title'), wide: true, first: true },
    h('ol', { class: 'statuses' }, STATUSES.map((status, i) => h('li', {
      key: status, class: i < at ? 'past' : i === at ? 'now' : 'next', 'aria-current': i === at ? 'step' : undefined,
    }, t(`status.${status}`)))),
    h('p', {}, t(`lifecycle.now.${event.status}`)),
    h('p', { class: 'next-step', 'data-next': event.races.length ? event.status : 'import' },
      h('strong', {}, t('lifecycle.next')), ' ', t(event.races.length ? `lifecycle.next.${event.status}` : 'lifecycle.next.import')),
    h('div', { class: 'buttons' }, event.validTransitions.map((status, i) => h('button', {
      key: status, type: 'button', 'data-transition': status, onClick: () => press(status),
      class: status === 'official' ? 'danger' : i === 0 ? 'main' : '',
    }, t(`lifecycle.${event.status}.${status}`)))));
}
