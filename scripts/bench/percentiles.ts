import type { Print } from './figure';

/** The value that `share` of all do not exceed. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? 0;
}

/** Three figures: half of all, 95 and 99 of a hundred. */
export function printPercentiles(
  print: Print,
  { name, values, detail }: { name: string; values: readonly number[]; detail: string },
): void {
  for (const [label, share] of [
    ['p50', 0.5],
    ['p95', 0.95],
    ['p99', 0.99],
  ] as const)
    print({ name: `${name}_${label}`, value: percentile(values, share), unit: 'ms', detail });
}
