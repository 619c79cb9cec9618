/**
 * The three transports of messages. Each function opens one connection and returns a function that closes it. The listener
 * has message(text), called with null if nothing changed, and closed({ final }).
 */

const POLL_INTERVAL_MS = 10000;
/** Polling ends after this time, so that the better transports are tried again. */
const POLL_MAX_MS = 300000;

/** Close codes after which a client must not reconnect (specs/close-codes.md). */
const FINAL_CODES = new Set([1000, 1008, 1009]);

/** Opens a WebSocket at an address with its origin. */
function openWebSocket(url, listener) {
  const socket = new WebSocket(url.replace('http', 'ws'));
  socket.onmessage = ({ data }) => listener.message(data);
  socket.onclose = ({ code }) => listener.closed({ final: FINAL_CODES.has(code) });
  // Node.js tells of a connection that failed by this alone.
  socket.onerror = () => listener.closed({ final: false });
  return () => socket.close();
}

/** Opens a stream of Server-Sent Events. */
function openEventStream(url, listener) {
  const stream = new EventSource(url);
  stream.onmessage = ({ data }) => listener.message(data);
  stream.addEventListener('close', ({ data }) => {
    const { reconnect } = JSON.parse(data);
    stream.close();
    listener.closed({ final: !reconnect });
  });
  // An EventSource would reconnect by itself, at once and without end.
  stream.onerror = () => {
    stream.close();
    listener.closed({ final: false });
  };
  return () => stream.close();
}

/** The transports of a browser but polling, from the best to the worst. */
export const STREAMS = { ws: openWebSocket, sse: openEventStream };

/**
 * Polls.
 *
 * @param read reads a `full` message
 * @param listener also has missing(), called if there is no such event, and expired(), called when polling ends
 */
export function openPolling(read, listener) {
  const openedAt = Date.now();
  let timer;
  let closed = false;
  let lastText = '';
  const poll = async () => {
    try {
      const message = await read();
      if (closed) return;
      const text = JSON.stringify(message.data);
      listener.message(text === lastText ? null : JSON.stringify(message));
      lastText = text;
    } catch (failure) {
      if (closed) return;
      if (failure.status === 404) listener.missing();
      else listener.closed({ final: false });
      return;
    }
    if (Date.now() - openedAt > POLL_MAX_MS) listener.expired();
    else if (!closed) timer = setTimeout(poll, POLL_INTERVAL_MS);
  };
  poll();
  return () => {
    closed = true;
    clearTimeout(timer);
  };
}
