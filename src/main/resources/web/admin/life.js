/** Where an event stands in its life, and what may come next. */
import { h } from 'preact';
import { t } from '../common/i18n.js';
import { Card } from './parts.js';

const STATES = ['draft', 'startlist', 'running', 'finished', 'official'];

/** What must be confirmed: by typing the event's id where nothing leads back. */
const GRAVE = { official: true, draft: false };

export function Life({ event, own, act, ask, changed }) {
  const at = STATES.indexOf(event.status);
  const become = async status => {
    const done = await act('status', () => own.become(status), () => t('done.status', { status: t(`status.${status}`) }));
    if (done) changed();
  };
  const press = status => {
    if (!(status in GRAVE)) {
      become(status);
      return;
    }
    ask({
      title: t(`life.${event.status}.${status}`), text: t(`life.warn.${status}`), yes: t(`life.${event.status}.${status}`),
      typed: GRAVE[status] ? event.eventId : null, confirmed: () => become(status),
    });
  };
  return h(Card, { name: 'life', title: t('life.title'), wide: true },
    h('ol', { class: 'life' }, STATES.map((status, i) => h('li', {
      key: status, class: i < at ? 'past' : i === at ? 'now' : 'next', 'aria-current': i === at ? 'step' : undefined,
    }, t(`status.${status}`)))),
    h('p', {}, t(`life.now.${event.status}`)),
    h('div', { class: 'buttons' }, event.validTransitions.map((status, i) => h('button', {
      key: status, type: 'button', 'data-transition': status, onClick: () => press(status),
      class: status === 'official' ? 'danger' : i === 0 ? 'main' : '',
    }, t(`life.${event.status}.${status}`)))));
}
