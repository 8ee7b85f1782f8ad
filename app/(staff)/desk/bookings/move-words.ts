import { getTranslations } from 'next-intl/server';
import type { MoveWords } from './move-form';

/** The words of the form, for a page whose form runs in the browser. */
export async function moveWords(): Promise<MoveWords> {
  const t = await getTranslations('move.form');
  return {
    ...{ space: t('space'), date: t('date'), time: t('time'), timeHint: t('timeHint'), minutes: t('minutes') },
    ...{ words: t('words'), wordsHint: t('wordsHint'), tell: t('tell'), tellHint: t('tellHint') },
    ...{ anyway: t('anyway'), anywayHint: t('anywayHint'), submit: t('submit'), moving: t('moving') },
    problem: t('problem'),
  };
}
