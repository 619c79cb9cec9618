/** Server-Sent Events read with fetch, for where there is no EventSource, as in Node.js. */

/** Opens a stream, like those in transports.js. */
export function fetchEventStream(url, listener) {
  const abort = new AbortController();
  const closed = close => abort.signal.aborted || listener.closed(close);
  const received = (name, data) => {
    if (name === 'close') closed({ final: !JSON.parse(data).reconnect });
    else if (!abort.signal.aborted) listener.message(data);
  };
  receive(url, received, abort.signal).catch(() => {}).then(() => closed({ final: false }));
  return () => abort.abort();
}

async function receive(url, received, signal) {
  const response = await fetch(url, { headers: { Accept: 'text/event-stream' }, cache: 'no-store', signal });
  if (!response.ok) {
    await response.body.cancel();
    return;
  }
  let name = 'message';
  let data = [];
  let rest = '';
  for await (const text of response.body.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + text).split('\n');
    rest = lines.pop();
    for (const line of lines) {
      const [, field, value] = /^([^:\r]*):? ?([^\r]*)/.exec(line);
      if (field === 'event') {
        name = value;
      } else if (field === 'data') {
        data.push(value);
      } else if (/^\r?$/.test(line)) {
        if (data.length) received(name, data.join('\n'));
        name = 'message';
        data = [];
      }
    }
  }
}
