/** Actions that are running, and the outcome of the last one. */
import { h } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { t } from '../common/i18n.js';
import { useNow } from './components.js';
import { ErrorText, explained } from './errors.js';

/** A shorter action shows no progress. */
const WORTH_SHOWING_MS = 600;

/**
 * { jobs, outcome, act, dismiss }. act(name, work, success) runs work, shows its progress, and then success(value) or the
 * text of the error. It returns the value, or undefined after an error.
 */
export function useActions(onRefused) {
  const [jobs, setJobs] = useState([]);
  const [outcome, setOutcome] = useState(null);
  const last = useRef(0);
  const show = (kind, said) => setOutcome({ kind, ...said, nr: ++last.current });
  const act = async (name, work, success) => {
    const job = { name, since: Date.now(), share: null };
    const share = value => {
      job.share = value;
      setJobs(all => [...all]);
    };
    setJobs(all => [...all, job]);
    try {
      const value = await work(share);
      show('done', { text: success(value) });
      return value ?? true;
    } catch (refused) {
      show('refused', explained(refused));
      onRefused(refused);
      return undefined;
    } finally {
      setJobs(all => all.filter(other => other !== job));
    }
  };
  return { jobs, outcome, act, dismiss: () => setOutcome(null) };
}

function Job({ job }) {
  const now = useNow(200);
  if (now - job.since < WORTH_SHOWING_MS && job.share === null) return null;
  const seconds = Math.floor((now - job.since) / 1000);
  return h('div', { class: 'job' },
    h('span', {}, t(`job.${job.name}`), seconds ? ` ${t('job.for', { n: seconds })}` : ''),
    h('progress', { 'aria-label': t(`job.${job.name}`), max: 1, value: job.share !== null && job.share < 1 ? job.share : undefined }));
}

/** Progress and outcome. They stay visible below the header of the page. */
export function Outcome({ jobs, outcome, dismiss }) {
  return h('div', { class: 'outcome-place' },
    jobs.map(job => h(Job, { job, key: job.since })),
    h('div', { role: 'status', 'data-outcome': outcome?.kind ?? '', class: outcome ? `outcome ${outcome.kind}` : 'quiet' },
      outcome && h('span', { key: outcome.nr }, h(ErrorText, outcome))),
    outcome && h('button', { type: 'button', class: 'plain', onClick: dismiss, 'aria-label': t('outcome.close') }, '×'));
}
