/** Keeps the screen from going dark, where the browser can (only over https). */

export function keepAwake() {
  if (!navigator.wakeLock) return;
  const request = () => document.hidden || navigator.wakeLock.request('screen').catch(() => {});
  // The browser ends the lock when the page is hidden.
  document.addEventListener('visibilitychange', request);
  request();
}
