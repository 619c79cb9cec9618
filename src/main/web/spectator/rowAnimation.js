/**
 * Animates rows from their old position to their new one, so that readers can follow them. With reduced motion the rows
 * appear at the new position at once.
 */
const DURATION_MS = 450;
const reducedMotion = matchMedia('(prefers-reduced-motion: reduce)');

/** The vertical positions of elements by their key, for {@link animateMoves}. */
export function positions(elements) {
  return new Map(elements.map(element => [element.dataset.key ?? '', element.offsetTop]));
}

/** Animates the elements whose position changed. Called after a change and before the browser paints it. */
export function animateMoves(elements, before) {
  for (const element of elements) {
    const old = before.get(element.dataset.key ?? '');
    const distance = old - element.offsetTop;
    // NaN for a new element, 0 for one that has not moved.
    if (!distance) continue;
    element.animate?.([{ transform: `translateY(${distance}px)` }, { transform: 'none' }],
      { duration: reducedMotion.matches ? 1 : DURATION_MS, easing: 'ease-in-out' });
  }
}
