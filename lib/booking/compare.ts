/** How a number stands to the one before it. `percent`: whole, of the one before; `first`: there was nothing before. */
export type Comparison = { how: 'more' | 'less'; percent: number } | { how: 'same' | 'first' };

/** Less than half a percent is no difference that anybody would see. */
export function compare(now: number, before: number): Comparison {
  if (before === 0) return { how: now === 0 ? 'same' : 'first' };
  const percent = Math.round((100 * Math.abs(now - before)) / before);
  if (percent === 0) return { how: 'same' };
  return { how: now > before ? 'more' : 'less', percent };
}
