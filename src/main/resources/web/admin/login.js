/** The door of the desk. */
import { h } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../common/i18n.js';
import { identify } from './calls.js';
import { sentence } from './jobs.js';

/**
 * @param why what to say to somebody who was shown the door, or null
 * @param enter is given whom the key makes of somebody
 */
export function Login({ why, enter }) {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState(why);
  const input = useRef();
  useEffect(() => input.current.focus(), []);
  const submit = async event => {
    event.preventDefault();
    setBusy(true);
    setFailure(null);
    try {
      enter(await identify(input.current.value.trim()));
    } catch (refused) {
      setFailure(refused.status === 401 ? t('login.wrong') + (refused.message ? ` ${refused.message}` : '') : sentence(refused));
      setBusy(false);
      input.current.select();
    }
  };
  return h('main', { class: 'door' },
    h('h1', {}, t('login.title')),
    h('form', { 'data-login': true, onSubmit: submit, 'aria-busy': busy },
      h('label', { for: 'key' }, t('login.key')),
      h('input', { id: 'key', name: 'key', type: 'password', ref: input, autocomplete: 'off', spellcheck: false,
        'aria-describedby': 'key-hint key-failure', 'aria-invalid': failure ? 'true' : undefined }),
      h('p', { class: 'hint', id: 'key-hint' }, t('login.hint')),
      failure && h('p', { class: 'failure', id: 'key-failure', role: 'alert' }, failure),
      h('button', { type: 'submit', class: 'main', disabled: busy }, busy ? t('login.busy') : t('login.enter'))));
}
