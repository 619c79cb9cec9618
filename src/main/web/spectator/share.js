/** Sharing the address of a view. */
import { Component, h } from 'preact';
import { t } from '../common/i18n.js';

/** Opens the device's share sheet. Where there is none, the link is copied; where that is not allowed, it is shown. */
export class Share extends Component {
  state = { copied: false, link: '' };

  async share({ path, title }) {
    const url = location.origin + path;
    try {
      if (navigator.share) {
        await navigator.share({ url, title });
        return;
      }
      await navigator.clipboard.writeText(url);
      this.setState({ copied: true });
    } catch (failure) {
      // AbortError: the reader closed the sheet.
      if (failure.name !== 'AbortError') this.setState({ link: url });
    }
  }

  render(props, { copied, link }) {
    return h('span', { class: 'share' },
      h('button', { type: 'button', 'data-share': props.path, onClick: () => this.share(props) }, t('share')),
      h('span', { role: 'status' }, copied ? t('share.copied') : ''),
      link && h('input', { type: 'text', readonly: true, value: link, 'aria-label': t('share.link'), ref: field => field?.select() }));
  }
}
