import { h, render } from 'preact';
import { loadWords, t } from '../shared/i18n.js';

await loadWords();
render(h('main', {}, h('h1', {}, t('title.events'))), document.getElementById('app'));
