import { getTranslations } from 'next-intl/server';

/** The words on every form about what people offer. */
export async function formWords() {
  const t = await getTranslations('appointmentAdmin');
  return { save: t('save'), saving: t('saving'), problem: t('problem') };
}
