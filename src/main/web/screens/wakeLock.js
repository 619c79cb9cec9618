/** Keeps the screen from going dark, where the browser can (only over https). */

/** The browser refuses the lock, or takes it back, when the battery is low. It is asked again after this time. */
const AGAIN_MS = 5000;

export function keepAwake() {
  if (!navigator.wakeLock) return;
  let isAsked = false;
  const lost = () => {
    isAsked = false;
    setTimeout(request, AGAIN_MS);
  };
  // The browser also ends the lock when the page is hidden, and gives none before it is visible again.
  const request = async () => {
    if (document.hidden || isAsked) return;
    isAsked = true;
    try {
      (await navigator.wakeLock.request('screen')).addEventListener('release', lost, { once: true });
    } catch {
      lost();
    }
  };
  document.addEventListener('visibilitychange', request);
  request();
}
