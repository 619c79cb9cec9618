/** Tells the page around the frame how high the view is; embed.js sets the height of the frame. */

export function tellHeight() {
  if (parent === window) return;
  // The height is no secret, and the site around may be any.
  const tell = () => parent.postMessage({ type: 'gatecast:height', height: Math.ceil(document.body.getBoundingClientRect().height) }, '*');
  new ResizeObserver(tell).observe(document.body);
  // embed.js may have come after the first message.
  addEventListener('message', ({ source, data }) => source === parent && data?.type === 'gatecast:ask' && tell());
}
