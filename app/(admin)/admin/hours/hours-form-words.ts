import { getTranslations } from 'next-intl/server';

/** What both forms of hours say, in the reader's language: they run in the browser, where the words are not. */
export async function hoursFormWords() {
  const t = await getTranslations('hours.week');
  return {
    ...{ mode: t('mode'), open: t('open'), closed: t('closed'), allDay: t('allDay') },
    ...{ opens: t('opens'), closes: t('closes'), nextDay: t('nextDay') },
    ...{ save: t('save'), saving: t('saving'), saveHint: t('saveHint'), errorTitle: t('errorTitle') },
  };
}
