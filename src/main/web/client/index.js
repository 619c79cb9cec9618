/** The public part of the client. README.md explains it, index.d.ts has the types. */
import { fetchEventStream } from './fetchEventStream.js';
import { LiveConnection } from './liveConnection.js';
import { EMPTY, isRunning, reduce, riderKey, rowKey } from './state.js';
import { STREAMS } from './transports.js';

export { EMPTY, reduce, riderKey, rowKey };

/** The transports before polling that there are here. Node.js has a WebSocket from version 22 on, and no EventSource. */
function streams() {
  const { ws, sse } = STREAMS;
  return { ...globalThis.WebSocket && { ws }, sse: globalThis.EventSource ? sse : fetchEventStream };
}

/** Calls back. An error of the callback is reported as an uncaught one, and does not disturb the connection. */
function call(callback, ...values) {
  try {
    callback?.(...values);
  } catch (failure) {
    setTimeout(() => {
      throw failure;
    });
  }
}

/** Receives the messages of an event and keeps its state, until it is stopped. */
export function watch({ origin = globalThis.location?.origin, event, races = [], state = EMPTY, since = state.cursor, onState, onMessage, onFreshness, onGone }) {
  if (!event) throw new TypeError('event is missing: the id of the event to watch');
  const { href } = new URL('/api/v1/events/' + encodeURIComponent(event), origin);
  let current = state;
  const connection = new LiveConnection({
    url: href,
    races: [...races],
    cursor: since,
    ended: state.event?.status === 'official',
    running: () => isRunning(current),
    receive: message => {
      const before = current;
      current = reduce(before, message);
      call(onMessage, message);
      // Without a state that fits `since`, changes are for those who apply them by themselves.
      if (current.event) call(onState, current, before);
    },
    report: freshness => call(onFreshness, freshness),
    gone: () => call(onGone),
    streams: streams(),
  });
  return {
    stop: () => connection.stop(),
    get state() {
      return current.event ? current : null;
    },
    get cursor() {
      return connection.cursor;
    },
  };
}
