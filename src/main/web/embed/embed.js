// For pages of other sites: gives the frames of this service the height of what they show. An element with
// data-gatecast-event gets a frame; specs/screens.md has its attributes.
(() => {
  const { origin } = new URL(document.currentScript.src);
  const OPTIONS = ['club', 'noc', 'cat', 'lang', 'header', 'theme', 'accent', 'background'];
  const MAX_HEIGHT = 50000;

  const makeFrame = place => {
    const { gatecastEvent: event, gatecastRace: race, gatecastTitle: title } = place.dataset;
    const query = new URLSearchParams(OPTIONS.map(name => [name, place.getAttribute('data-gatecast-' + name)]).filter(([, value]) => value));
    const frame = document.createElement('iframe');
    frame.src = [origin, 'embed/e', encodeURIComponent(event), ...race ? ['r', encodeURIComponent(race)] : []].join('/') + (`${query}` && `?${query}`);
    frame.title = title || place.textContent.trim() || 'Gatecast';
    frame.style.cssText = 'width: 100%; border: 0';
    place.replaceChildren(frame);
  };
  const frames = () => [...document.querySelectorAll('iframe')].filter(frame => frame.src.startsWith(origin + '/embed/'));

  const begin = () => {
    document.querySelectorAll('[data-gatecast-event]:not(:has(iframe))').forEach(makeFrame);
    frames().forEach(frame => frame.contentWindow.postMessage({ type: 'gatecast:ask' }, '*'));
  };
  addEventListener('message', ({ data, origin: from, source }) => {
    if (from !== origin || data?.type !== 'gatecast:height' || !(data.height > 0)) return;
    const frame = frames().find(one => one.contentWindow === source);
    if (frame) frame.style.height = Math.min(data.height, MAX_HEIGHT) + 'px';
  });
  if (document.readyState === 'loading') addEventListener('DOMContentLoaded', begin);
  else begin();
})();
