import type { CaseView } from '@/lib/usecases/view-cases';

/** Which sentence of `cases.heading` and `cases.explain` a case is told by: put back already, or waiting for somebody. */
export function caseWords({ kind, inMediation }: Pick<CaseView, 'kind' | 'inMediation'>) {
  if (kind === 'foreign_over_booking' || kind === 'to_confirm') return kind;
  return inMediation ? (`${kind}.ask` as const) : (`${kind}.put_back` as const);
}

const SHOWN = ['busy', 'free', 'tentative', 'oof', 'workingElsewhere'] as const;

/** Microsoft may invent words; we say then that we do not know. */
export const showAsWord = (showAs: string) => SHOWN.find((one) => one === showAs) ?? 'unknown';
