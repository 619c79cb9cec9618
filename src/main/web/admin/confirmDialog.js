/** Asks before an action that cannot be undone or that disconnects spectators. */
import { h } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../common/i18n.js';

/**
 * @param question { title, text, typed, yes, confirmed }: typed is a text that must be typed in first, if any; confirmed
 *     is called if the user confirms
 * @param close is called when the dialog is closed
 */
export function ConfirmDialog({ question, close }) {
  const dialog = useRef();
  const [typed, setTyped] = useState('');
  useEffect(() => dialog.current.showModal(), []);
  const ready = !question.typed || typed.trim() === question.typed;
  const closed = () => {
    if (dialog.current.returnValue === 'confirm') question.confirmed();
    close();
  };
  return h('dialog', { 'data-confirm': true, ref: dialog, onClose: closed, 'aria-labelledby': 'confirm-title', 'aria-describedby': 'confirm-text' },
    h('form', { method: 'dialog', onSubmit: event => {
      if (event.submitter?.value === 'confirm' && !ready) event.preventDefault();
    } },
    h('h2', { id: 'confirm-title' }, question.title),
    h('p', { id: 'confirm-text' }, question.text),
    question.typed && h('div', { class: 'field' },
      h('label', { for: 'confirm-typed' }, t('confirm.type'), ' ', h('code', {}, question.typed)),
      h('input', { id: 'confirm-typed', name: 'confirm', type: 'text', autocomplete: 'off', spellcheck: false, autofocus: true,
        onInput: event => setTyped(event.currentTarget.value) })),
    h('div', { class: 'buttons' },
      h('button', { type: 'button', onClick: () => dialog.current.close('cancel') }, t('confirm.no')),
      h('button', { type: 'submit', value: 'confirm', class: 'danger', disabled: !ready }, question.yes))));
}
