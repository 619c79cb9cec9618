/** What the timing system says of a rider under way. Pure. */

/**
 * The gap to the total to beat has a sign. When the running time comes near the total to beat, the timing system sends that total
 * itself in its place, without a sign.
 *
 * @returns { gap } or { total }, as text; neither if the timing system says nothing
 */
export function outlookOf({ ttbDiff }) {
  if (!ttbDiff) return {};
  return /^[-+]/.test(ttbDiff) ? { gap: ttbDiff } : { total: ttbDiff };
}
