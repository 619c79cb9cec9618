/** The form for a new event. */
import { h } from 'preact';
import { useState } from 'preact/hooks';
import { t } from '../common/i18n.js';
import { ImagePicker } from './image.js';
import { Field } from './components.js';

const ID = '[A-Za-z0-9._\\-]{1,100}';

/** The fields of an event in the order of the form. */
export const DETAILS = ['mainTitle', 'subTitle', 'location', 'facility', 'startDate', 'endDate', 'discipline'];

/** A date has a date picker. A date with a time, as exports have it, is a text field. */
export const inputType = (name, value) => /Date$/.test(name) && !/T/.test(value ?? '') ? 'date' : 'text';

export function CreateEvent({ act, api, created }) {
  const [event, setEvent] = useState({});
  const set = name => text => setEvent(known => ({ ...known, [name]: text }));
  const submit = async submitted => {
    submitted.preventDefault();
    const wanted = Object.fromEntries(Object.entries(event).filter(([, text]) => text));
    const made = await act('create', () => api.create(wanted), ({ eventId }) => t('done.create', { eventId }));
    if (made) created(made.eventId);
  };
  return h('section', { class: 'card wide', 'aria-labelledby': 'create-title' },
    h('h2', { id: 'create-title', tabindex: -1 }, t('create.title')),
    h('form', { 'data-create': true, class: 'form', onSubmit: submit },
      h(Field, { name: 'eventId', label: t('field.eventId'), hint: t('create.id.hint'), value: event.eventId, onText: set('eventId'),
        required: true, pattern: ID, maxlength: 100, spellcheck: false, title: t('create.id.allowed') }),
      DETAILS.map(name => h(Field, { key: name, name, label: t(`field.${name}`), value: event[name], onText: set(name),
        type: inputType(name), required: name === 'mainTitle', maxlength: 200 })),
      h(ImagePicker, { shown: null, onImage: set('imageData'), form: 'create' }),
      h('div', { class: 'buttons end' }, h('button', { type: 'submit', class: 'main' }, t('create.do')))));
}
