import { getTranslations } from 'next-intl/server';
import type { FormField } from '@/app/(admin)/admin/catalogue/catalogue-form';
import { locales } from '@/lib/messages/locales';

/** What every feed is asked: for whom it is, and in which language it speaks. */
export async function feedFields(locale: string, of: 'any' | 'own' = 'any'): Promise<FormField[]> {
  const t = await getTranslations('feeds.form');
  return [
    { kind: 'line', name: 'name', label: t('name'), hint: t(`nameHint.${of}`), optional: true },
    {
      ...{ kind: 'select', name: 'locale', label: t('locale'), value: locale },
      choices: locales.map((one) => ({ value: one, label: t(`locales.${one}`) })),
    },
  ];
}

export async function feedFormWords() {
  const [t, all] = [await getTranslations('feeds.form'), await getTranslations('feeds')];
  return { save: t('make'), saving: t('making'), problem: all('problem') };
}
