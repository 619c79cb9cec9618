/** The gates of a run. */
import { h } from 'preact';
import { joined } from './format.js';
import { t } from './i18n.js';

const FAULTS = { 2: 'touched', 50: 'missed' };
const isFault = value => value > 0;

/**
 * A run gate by gate. A gate's value is its penalty in seconds, or null if it is not passed yet. One boat gets 2 or 50, a
 * team the sum of its boats. Upstream gates point up.
 *
 * @param course how each gate is passed, 'R' is upstream; null if that is not known
 * @param numbered whether the gates have their numbers above them
 * @param waiting whether the gates are not loaded yet; then only their place is kept
 * @param compared { name, gates } of another run; the difference in seconds is below each gate
 */
export function Gates({ gates, course, numbered, compared, waiting }) {
  const isUp = i => course?.[i] === 'R';
  const faults = gates.flatMap((value, i) => isFault(value) ? [t(`gate.${FAULTS[value] ?? 'other'}`, { gate: i + 1, pen: value })] : []);
  const up = gates.flatMap((value, i) => isUp(i) ? [i + 1] : []).join(', ');
  const label = joined(', ', t('gate.passed', { n: gates.filter(value => value != null).length, all: gates.length }), ...faults);
  const differences = gates.map((value, i) => {
    const other = compared?.gates[i];
    return value == null || other == null || value === other ? '' : (value > other ? '+' : '−') + Math.abs(value - other);
  });
  const different = compared && differences.flatMap((pen, i) => pen ? [t('gate.other', { gate: i + 1, pen })] : []).join(', ');
  return h('div', { class: joined(' ', 'gates', numbered && 'numbered', compared && 'compared', waiting && 'waiting'), role: 'img', 'aria-label': joined('; ', label, different && t('gate.than', { name: compared.name, gates: different }), up && t('gate.up', { gates: up })), style: { '--half': Math.ceil(gates.length / 2) } },
    gates.map((value, i) => h('i', { key: i, class: joined(' ', value == null ? '' : value >= 50 ? 'missed' : isFault(value) ? 'touched' : 'clean', isUp(i) && 'up') },
      numbered ? h('small', {}, i + 1) : null, value || '', differences[i] ? h('em', { class: differences[i][0] === '+' ? 'worse' : 'better' }, differences[i]) : null)));
}
