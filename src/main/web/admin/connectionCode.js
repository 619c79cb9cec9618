/** The QR code of the connection string, drawn by the service when somebody asks for it. */
import { h } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { t } from '../common/i18n.js';
import { ErrorText, explained } from './errors.js';

/**
 * @param own the calls for the event
 * @param string the connection string, so that the code of another key is not shown
 */
export function ConnectionCode({ own, string }) {
  const [shown, setShown] = useState(null);
  const [failure, setFailure] = useState(null);
  useEffect(() => {
    setShown(null);
    setFailure(null);
  }, [string]);
  useEffect(() => () => shown && URL.revokeObjectURL(shown), [shown]);
  const toggle = async () => {
    if (shown) return setShown(null);
    setFailure(null);
    try {
      setShown(URL.createObjectURL(await own.connectionCode(location.origin)));
    } catch (refused) {
      setFailure(explained(refused));
    }
  };
  return h('div', { class: 'code' },
    h('button', { type: 'button', 'data-code': true, 'aria-expanded': String(Boolean(shown)), onClick: toggle }, t(shown ? 'connect.code.hide' : 'connect.code.show')),
    shown && h('p', { class: 'hint' }, t('connect.code.hint')),
    shown && h('img', { src: shown, alt: t('connect.code.alt'), width: 256, height: 256 }),
    failure && h('p', { class: 'failure', role: 'alert' }, h(ErrorText, failure)));
}
