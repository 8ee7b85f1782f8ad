import { getTranslations } from 'next-intl/server';
import type { FormField } from './catalogue-form';

/** Who is shown a place, in all three levels. */
export async function accessField(value: string): Promise<FormField> {
  const t = await getTranslations('catalogue.access');
  const choices = (['public', 'unlisted', 'staff'] as const).map((level) => ({
    ...{ value: level, label: t(level), hint: t(`hint.${level}`) },
  }));
  return { kind: 'radio', name: 'access', label: t('label'), value, choices };
}

/** The groups that a place is kept for; without any group in the library there is nothing to choose. */
export async function groupsField(groups: {
  all: { id: number; name: string }[];
  allowed: number[];
}): Promise<FormField[]> {
  if (groups.all.length === 0) return [];
  const t = await getTranslations('catalogue');
  const choices = groups.all.map(({ id, name }) => ({ value: String(id), label: name }));
  return [
    {
      ...{ kind: 'checks', name: 'groups', label: t('groups.allowed'), hint: t('groups.allowedHint') },
      ...{ value: groups.allowed.join(), choices },
    },
  ];
}

/** The words on every form of the catalogue. */
export async function formWords() {
  const t = await getTranslations('catalogue');
  return { save: t('save'), saving: t('saving'), problem: t('problem') };
}
