/** The parts of the page that are loaded when they are first shown, or some seconds after the page is live. */
import { Component, h } from 'preact';
import { t } from '../common/i18n.js';

let parts = null;
let loading = null;

/** Loads later.js, once. Resolves to its parts. */
export function loadLater() {
  loading ??= import('./later.js').then(module => {
    parts = module;
    return module;
  }, failure => {
    loading = null;
    throw failure;
  });
  return loading;
}

/**
 * A component of later.js.
 *
 * @param part its name there
 * @param waiting is shown until it is loaded
 */
export class Later extends Component {
  state = { failed: false };

  componentDidMount() {
    if (parts) return;
    loadLater().then(() => this.unmounted || this.forceUpdate(), () => this.unmounted || this.setState({ failed: true }));
  }

  componentWillUnmount() {
    this.unmounted = true;
  }

  render({ part, waiting, ...props }, { failed }) {
    if (parts) return h(parts[part], props);
    if (!failed) return waiting ?? null;
    return h('p', { class: 'note' }, t('later.failed'), ' ', h('button', { type: 'button', onClick: () => location.reload() }, t('later.again')));
  }
}

/** A whole view of later.js. */
export const laterView = part => props => h(Later, { part, ...props, waiting: h('main', {}, h('h1', { tabindex: '-1' }, t('loading'))) });
