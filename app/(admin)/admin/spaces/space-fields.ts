import { getTranslations } from 'next-intl/server';
import type { SpaceFormView } from '@/lib/usecases/view-space-form';
import type { FormField } from '../catalogue/catalogue-form';
import { groupsField } from '../catalogue/shared-fields';

/** What a space is asked about: where it is, what is there, how one gets in. */
export async function spaceFields(view: SpaceFormView): Promise<FormField[]> {
  const { space, categories, zones, features, groups, categoryId } = view;
  const t = await getTranslations('catalogue');
  const options = (some: { id: number; name: string; icon?: string }[]) =>
    some.map(({ id, name, icon }) => ({ value: String(id), label: name, icon }));
  const known = (name: 'stepFree' | 'hearingLoop' | 'adjustableDesk'): FormField => ({
    ...{ kind: 'select', name, label: t(`space.${name}`), optional: true },
    value: answerOf(space?.[name]),
    choices: (['', 'yes', 'no'] as const).map((value) => ({ value, label: t(`space.known.${value || 'unknown'}`) })),
  });
  const number = (name: 'capacity' | 'doorWidthCm' | 'deskHeightCm'): FormField => ({
    ...{ kind: 'number', name, label: t(`space.${name}`), optional: true, value: space?.[name]?.toString() },
  });
  return [
    { kind: 'line', name: 'name', label: t('name'), value: space?.name },
    {
      ...{ kind: 'select', name: 'categoryId', label: t('space.category'), hint: t('space.categoryHint') },
      ...{ value: String(categoryId), choices: options(categories) },
    },
    { kind: 'text', name: 'description', label: t('description'), value: space?.description, optional: true },
    number('capacity'),
    ...(features.length
      ? [
          {
            ...{ kind: 'checks' as const, name: 'features', label: t('feature.title') },
            ...{ value: space?.featureIds.join(), choices: options(features) },
          },
        ]
      : []),
    { kind: 'heading', name: 'finding', label: t('space.finding') },
    {
      ...{ kind: 'select', name: 'zoneId', label: t('space.zone'), optional: true },
      value: space?.zoneId?.toString(),
      choices: [{ value: '', label: t('space.noZone') }, ...options(zones)],
    },
    { kind: 'text', name: 'directions', label: t('directions'), value: space?.directions, optional: true },
    { kind: 'heading', name: 'accessibility', label: t('space.accessibility') },
    known('stepFree'),
    number('doorWidthCm'),
    known('hearingLoop'),
    number('deskHeightCm'),
    known('adjustableDesk'),
    { kind: 'heading', name: 'conditions', label: t('space.conditions') },
    {
      ...{ kind: 'text', name: 'terms', label: t('terms'), hint: t('termsHint') },
      ...{ value: space?.terms, optional: true },
    },
    {
      ...{ kind: 'select', name: 'signInRequired', label: t('space.signIn'), optional: true },
      value: answerOf(space?.signInRequired),
      choices: (['', 'yes', 'no'] as const).map((value) => ({
        ...{ value, label: t(`space.signInChoice.${value || 'asCategory'}`) },
      })),
    },
    ...(await groupsField(groups)),
  ];
}

/** What was not said is the first choice. */
const answerOf = (said: boolean | null | undefined) => (said === true ? 'yes' : said === false ? 'no' : '');
