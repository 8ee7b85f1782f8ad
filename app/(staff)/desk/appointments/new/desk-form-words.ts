import { getTranslations } from 'next-intl/server';

export type DeskFormWords = Awaited<ReturnType<typeof deskFormWords>>;

/** The words of the form that are its own, in the page's language. */
export async function deskFormWords() {
  const t = await getTranslations('appointmentDesk');
  return {
    ...{ when: t('when'), startHint: t('startHint'), anyHint: t('anyHint'), note: t('note') },
    ...{ questions: t('questions'), questionsHint: t('questionsHint') },
    ...{ tellHint: t('tellHint'), submit: t('submit'), submitting: t('submitting'), problem: t('problem') },
    ...{ beyondTitle: t('beyond.title'), beyondText: t('beyond.text'), beyondTick: t('beyond.tick') },
    ...{ anyway: t('anyway'), anywayHint: t('anywayHint'), reason: t('reason') },
  };
}
