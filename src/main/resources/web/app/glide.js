/**
 * Lets rows that change places glide there, so that eyes can follow and nothing jumps. Whoever wants no motion sees them
 * at their places at once.
 */
const GLIDE_MS = 450;
const calm = matchMedia('(prefers-reduced-motion: reduce)');

/** Where elements were, by key; for {@link glide}. */
export function places(elements) {
  return new Map(elements.map(element => [element.dataset.key ?? '', element.offsetTop]));
}

/** Elements that are elsewhere than before glide; for right after a change, before it is painted. */
export function glide(elements, before) {
  for (const element of elements) {
    const was = before.get(element.dataset.key ?? '');
    const way = was - element.offsetTop;
    // Neither what is new nor what has not moved.
    if (!way) continue;
    element.animate?.([{ transform: `translateY(${way}px)` }, { transform: 'none' }],
      { duration: calm.matches ? 1 : GLIDE_MS, easing: 'ease-in-out' });
  }
}
