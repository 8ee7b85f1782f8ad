import type { CaseView } from '@/lib/usecases/view-cases';

type Words = Pick<CaseView, 'kind' | 'inMediation' | 'written'>;

/** Under which key of `cases.heading` a case stands: put back, or not (yet), or waiting for somebody. */
export function headingKey({ kind, inMediation, written }: Words) {
  if (kind === 'foreign_over_booking' || kind === 'to_confirm') return kind;
  return inMediation || written !== 'done' ? (`${kind}.ask` as const) : (`${kind}.put_back` as const);
}

/** Under which key of `cases.explain` it is told: nothing is called done before it is. */
export function explainKey(words: Words) {
  const { kind, inMediation, written } = words;
  const isPuttingBack = !inMediation && kind !== 'foreign_over_booking' && kind !== 'to_confirm';
  if (!isPuttingBack || written === 'done') return headingKey(words);
  return written === 'waiting' ? 'putting_back' : 'not_put_back';
}

const SHOWN = ['busy', 'free', 'tentative', 'oof', 'workingElsewhere'] as const;

/** Microsoft may invent words; we say then that we do not know. */
export const showAsWord = (showAs: string) => SHOWN.find((one) => one === showAs) ?? 'unknown';
