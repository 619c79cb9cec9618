/** The form for the details of an event and its image. */
import { h } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { t } from '../common/i18n.js';
import { DETAILS, inputType } from './createEvent.js';
import { ImagePicker } from './image.js';
import { Card, Field } from './components.js';

/** A URL for the image, which the API gives to the organiser even for a draft; null without an image. */
function useImage(own, event) {
  const [address, setAddress] = useState(null);
  useEffect(() => {
    let made = null;
    let left = false;
    if (event.hasImage) {
      own.read('image').then(blob => {
        if (left) return;
        made = URL.createObjectURL(blob);
        setAddress(made);
      }, () => {});
    } else {
      setAddress(null);
    }
    return () => {
      left = true;
      if (made) URL.revokeObjectURL(made);
    };
  }, [event.eventId, event.hasImage, event.imageNr]);
  return address;
}

export function Details({ event, own, act, changed }) {
  const [edits, setEdits] = useState({});
  const [saves, setSaves] = useState(0);
  const shown = useImage(own, { ...event, imageNr: saves });
  const fixed = event.status === 'official';
  const set = name => text => setEdits(known => {
    const { [name]: before, ...others } = known;
    return text === (event[name] ?? '') ? others : { ...others, [name]: text };
  });
  const save = async edit => {
    const saved = await act('edit', () => own.edit(edit), () => t('done.edit'));
    if (!saved) return;
    setEdits({});
    setSaves(nr => nr + 1);
    changed();
  };
  const submit = submitted => {
    submitted.preventDefault();
    save(Object.fromEntries(Object.entries(edits).map(([name, text]) => [name, text === '' ? null : text])));
  };
  const hint = name => {
    if (!event.held.includes(name)) return undefined;
    return [t('details.held'), ' ', h('button', { type: 'button', class: 'link', disabled: fixed,
      onClick: () => save({ fromExport: [name] }) }, t('details.give.back'))];
  };
  return h(Card, { name: 'details', title: t('details.title'), wide: true },
    h('form', { 'data-edit': true, class: 'form', onSubmit: submit },
      h('fieldset', { disabled: fixed, class: 'bare' },
        DETAILS.map(name => h(Field, { key: name, name, label: t(`field.${name}`), hint: hint(name),
          value: edits[name] ?? event[name] ?? '', onText: set(name), type: inputType(name, event[name]),
          required: name === 'mainTitle', maxlength: 200 })),
        h(ImagePicker, { shown, form: 'edit', onImage: image => setEdits(known => ({ ...known, imageData: image })) }),
        event.held.includes('image') && h('p', { class: 'hint' }, hint('image')),
        h('p', { class: 'hint' }, fixed ? t('details.fixed') : t('details.hint')),
        h('div', { class: 'buttons end' },
          h('button', { type: 'submit', class: 'main', disabled: !Object.keys(edits).length }, t('details.save'))))));
}
