/** Who runs the service. The server writes it into the page if the settings name somebody. */
import { h } from 'preact';

const { operator, operatorHome, operatorLogo } = document.documentElement.dataset;

/** What the pages call the service. */
export const siteName = operator ?? 'Gatecast';

/** The name in the head of each page, with the logo or the poles of a gate. */
export const Brand = () => [
  operatorLogo ? h('img', { class: 'logo', src: operatorLogo, alt: '', width: 56, height: 28 }) : h('span', { class: 'pole green', 'aria-hidden': 'true' }),
  h('span', { class: 'brand' }, siteName),
  operatorLogo ? null : h('span', { class: 'pole red', 'aria-hidden': 'true' }),
];

/** Name, logo and home link above the list of events; nothing if nobody is named. */
export const OperatorLine = () => operator ? h('p', { class: 'operator' },
  operatorLogo ? h('img', { class: 'logo', src: operatorLogo, alt: '', width: 112, height: 56 }) : null,
  operatorHome ? h('a', { href: operatorHome, rel: 'noopener' }, operator) : h('b', {}, operator)) : null;
