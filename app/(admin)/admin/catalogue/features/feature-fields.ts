import { getTranslations } from 'next-intl/server';
import { FEATURE_ICONS } from '@/lib/feature-icons';
import type { FormField } from '../catalogue-form';

export async function featureFields(feature: { name: string; icon: string } | null): Promise<FormField[]> {
  const t = await getTranslations('catalogue');
  return [
    { kind: 'line', name: 'name', label: t('name'), value: feature?.name },
    {
      ...{ kind: 'select', name: 'icon', label: t('feature.icon'), hint: t('feature.iconHint') },
      value: feature?.icon ?? 'check',
      choices: FEATURE_ICONS.map((name) => ({ value: name, label: t(`feature.icons.${name}`) })),
    },
  ];
}
