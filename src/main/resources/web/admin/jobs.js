/** What is under way, and what came of the last thing that was asked for. */
import { h } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { t } from '../common/i18n.js';
import { Refusal } from './calls.js';
import { useNow } from './parts.js';

/** From then on somebody wonders whether anything happens. */
const WORTH_SHOWING_MS = 600;

/** A refusal in the reader's language as far as it goes, then in the service's own words. */
export function sentence(refused) {
  if (!(refused instanceof Refusal)) return `${t('error.Internal')} ${refused}`;
  if (refused.status === 0) return t('error.Unreachable');
  return `${t(`error.${refused.code}`)} ${refused.message}`.trim();
}

/**
 * { jobs, outcome, act, say, hush }. act(name, work, said) does the work, shows that it goes on, and then what came of
 * it: said(value), or why not. It gives the value, or undefined.
 */
export function useJobs(onRefused) {
  const [jobs, setJobs] = useState([]);
  const [outcome, setOutcome] = useState(null);
  const last = useRef(0);
  const say = (kind, text) => setOutcome({ kind, text, nr: ++last.current });
  const act = async (name, work, said) => {
    const job = { name, since: Date.now(), share: null };
    const share = value => {
      job.share = value;
      setJobs(all => [...all]);
    };
    setJobs(all => [...all, job]);
    try {
      const value = await work(share);
      say('done', said(value));
      return value ?? true;
    } catch (refused) {
      say('refused', sentence(refused));
      onRefused(refused);
      return undefined;
    } finally {
      setJobs(all => all.filter(other => other !== job));
    }
  };
  return { jobs, outcome, act, say, hush: () => setOutcome(null) };
}

function Job({ job }) {
  const now = useNow(200);
  if (now - job.since < WORTH_SHOWING_MS && job.share === null) return null;
  const seconds = Math.floor((now - job.since) / 1000);
  return h('div', { class: 'job' },
    h('span', {}, t(`job.${job.name}`), seconds ? ` ${t('job.for', { n: seconds })}` : ''),
    h('progress', { 'aria-label': t(`job.${job.name}`), max: 1, value: job.share !== null && job.share < 1 ? job.share : undefined }));
}

/** Below the head of the desk, where it is seen wherever one is. */
export function Outcome({ jobs, outcome, hush }) {
  return h('div', { class: 'outcome-place' },
    jobs.map(job => h(Job, { job, key: job.since })),
    h('div', { role: 'status', 'data-outcome': outcome?.kind ?? '', class: outcome ? `outcome ${outcome.kind}` : 'quiet' },
      outcome && h('span', { key: outcome.nr }, outcome.text)),
    outcome && h('button', { type: 'button', class: 'plain', onClick: hush, 'aria-label': t('outcome.close') }, '×'));
}
