/** The form for a key or the master password. */
import { h } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../common/i18n.js';
import { identify } from './adminApi.js';
import { ErrorText, explained } from './errors.js';

/**
 * @param why { text, detail }, the reason of the logout; or null
 * @param enter is called with the rights of the key
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
      const { text, detail } = explained(refused);
      setFailure({ text: refused.code === 'Unauthorized' ? t('login.wrong') : text, detail });
      setBusy(false);
      input.current.select();
    }
  };
  return h('main', { class: 'login' },
    h('h1', {}, t('login.title')),
    h('form', { 'data-login': true, onSubmit: submit, 'aria-busy': busy },
      h('label', { for: 'key' }, t('login.key')),
      h('input', { id: 'key', name: 'key', type: 'password', ref: input, autocomplete: 'off', spellcheck: false,
        'aria-describedby': 'key-hint key-failure', 'aria-invalid': failure ? 'true' : undefined }),
      h('p', { class: 'hint', id: 'key-hint' }, t('login.hint')),
      failure && h('p', { class: 'failure', id: 'key-failure', role: 'alert' }, h(ErrorText, failure)),
      h('button', { type: 'submit', class: 'main', disabled: busy }, busy ? t('login.busy') : t('login.enter'))));
}
