/** The star with a word, where there is room for it. */
import { h } from 'preact';
import { STAR } from './components.js';
import { isFavourite, toggleFavourite } from './favourites.js';
import { t } from '../common/i18n.js';

export const MineButton = ({ row }) => h('button', {
  type: 'button', class: 'own', 'data-favourite': row.athleteId, 'aria-pressed': String(isFavourite(row.athleteId)), onClick: () => toggleFavourite(row),
}, h('svg', { viewBox: '0 0 24 24', 'aria-hidden': 'true' }, h('path', { d: STAR })), t('favourite.mine'));
