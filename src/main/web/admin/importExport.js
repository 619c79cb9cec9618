/** Imports an export file and shows the outcome. */
import { h } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { t } from '../common/i18n.js';
import { Card, moment, number } from './components.js';
import { ErrorText, explained } from './errors.js';
import { checkExport } from './exportFile.js';

const PARTS = ['participants', 'classes', 'categories', 'races', 'results', 'courses'];
const POSITION = /line (\d+), column (\d+)/;
const CONTEXT_LINES = 2;
const MAX_LINE_LENGTH = 120;

/** The lines around the line that the message names. */
async function excerpt(file, message) {
  const position = POSITION.exec(message);
  if (!position || file.size > 20e6) return null;
  const line = Number(position[1]);
  const lines = (await file.text()).split('\n');
  return {
    line, column: Number(position[2]),
    lines: lines.slice(Math.max(0, line - 1 - CONTEXT_LINES), line + CONTEXT_LINES).map((text, i) => ({
      nr: Math.max(0, line - 1 - CONTEXT_LINES) + i + 1,
      text: text.length > MAX_LINE_LENGTH ? `${text.slice(0, MAX_LINE_LENGTH)}…` : text,
    })),
  };
}

function Imported({ file, at, imported, entry }) {
  return h('div', { class: 'report' },
    h('p', {}, h('strong', {}, file), ' · ', moment(at)),
    h('dl', { class: 'counts' }, PARTS.map(part => h('div', { key: part },
      h('dt', {}, t(`import.${part}`)), h('dd', { 'data-count': part }, number(imported[part]))))),
    entry && h('p', {}, t('import.changed', { changed: number(entry.changed), skipped: number(entry.skipped) })),
    entry?.warnings && h('ul', { class: 'warnings' }, entry.warnings.map(warning => h('li', { key: warning, lang: 'en' }, warning))));
}

function Refused({ file, refusal, near }) {
  return h('div', { class: 'report refused' },
    h('p', {}, h('strong', {}, file), ' · ', t('import.refused')),
    h('p', {}, h(ErrorText, explained(refusal))),
    near && h('pre', { 'aria-label': t('import.place', near), tabindex: 0 }, near.lines.map(({ nr, text }) =>
      h('code', { key: nr, class: nr === near.line ? 'faulty' : '' }, `${String(nr).padStart(5)} ${text}\n`))));
}

/**
 * @param limits of the service, for a check before the upload
 */
export function ImportExport({ event, own, act, changed, limits }) {
  const [report, setReport] = useState(null);
  const [over, setOver] = useState(false);
  const [busy, setBusy] = useState(false);
  const input = useRef();
  const fixed = event.status === 'official';
  const send = async file => {
    if (!file || busy || fixed) return;
    setBusy(true);
    setReport(null);
    let refusal = null;
    const imported = await act('import', share => checkExport(file, limits).then(() => own.importXml(file, share)).catch(refused => {
      refusal = refused;
      throw refused;
    }), () => t('done.import', { file: file.name }));
    if (imported) {
      const { ingests } = await own.lastCalls(20).catch(() => ({ ingests: [] }));
      setReport(h(Imported, { file: file.name, at: Date.now(), imported, entry: ingests.find(entry => entry.source === 'xml') }));
      changed();
    } else {
      setReport(h(Refused, { file: file.name, refusal, near: await excerpt(file, refusal.message) }));
    }
    input.current.value = '';
    setBusy(false);
  };
  const dragged = inside => event => {
    event.preventDefault();
    setOver(inside);
  };
  return h(Card, { name: 'import', title: t('import.title') },
    h('div', { class: over ? 'drop over' : 'drop', onDragOver: dragged(true), onDragLeave: dragged(false), onDrop: event => {
      event.preventDefault();
      setOver(false);
      send(event.dataTransfer.files[0]);
    } },
    h('label', { for: 'xml' }, t('import.choose')),
    h('input', { id: 'xml', type: 'file', accept: '.xml,application/xml,text/xml', 'data-xml': true, ref: input,
      disabled: busy || fixed, 'aria-describedby': 'xml-hint', onChange: () => send(input.current.files[0]) }),
    h('p', { class: 'hint', id: 'xml-hint' }, fixed ? t('import.fixed') : t('import.hint'))),
    h('div', { 'aria-live': 'polite' }, report));
}
