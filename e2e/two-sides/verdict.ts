/** What was looked at for one promise of sync-design §3, and what does not hold; nothing in `wrong`: it holds. */
export type Verdict = { invariant: string; looked: number; at: string; wrong: string[] };

/** A line for each thing that is wrong, beginning with the promise it breaks. */
export const violationsOf = (verdicts: readonly Verdict[]): string[] =>
  verdicts.flatMap(({ invariant, wrong }) => wrong.map((line) => `${invariant}: ${line}`));
