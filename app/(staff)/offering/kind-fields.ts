import { getLocale, getTranslations } from 'next-intl/server';
import type { FormField } from '@/app/(admin)/admin/catalogue/catalogue-form';
import type { KindView } from '@/lib/usecases/view-kinds';
import { durationChoices } from './duration-choices';

/** Of one kind of appointment; null: of a new one. */
export async function kindFields(kind: KindView['kind']): Promise<FormField[]> {
  const t = await getTranslations('appointmentAdmin.kind');
  const [u, locale] = [await getTranslations('appointmentAdmin'), await getLocale()];
  const number = (value: number | undefined, usual: number) => String(value ?? usual);
  const within = (name: string, label: string, hint: string, value: number): FormField => ({
    ...{ kind: 'select', name, label, hint, value: String(value), choices: durationChoices(value, t, locale) },
  });
  return [
    { kind: 'line', name: 'name', label: u('name'), hint: t('nameHint'), value: kind?.name },
    {
      ...{ kind: 'text', name: 'description', label: u('description'), hint: t('descriptionHint') },
      ...{ value: kind?.description, optional: true },
    },
    {
      ...{ kind: 'number', name: 'minutes', label: t('minutes'), hint: t('minutesHint') },
      value: number(kind?.minutes, 30),
    },
    {
      ...{ kind: 'number', name: 'setupMinutes', label: t('setup'), hint: t('padHint') },
      value: number(kind?.setupMinutes, 0),
    },
    {
      ...{ kind: 'number', name: 'cleanupMinutes', label: t('cleanup'), hint: t('padHint') },
      value: number(kind?.cleanupMinutes, 0),
    },
    { kind: 'heading', name: 'times', label: t('times') },
    within('minNoticeMinutes', t('notice'), t('noticeHint'), kind?.minNoticeMinutes ?? 60),
    within('cancelByMinutes', t('cancelBy'), t('cancelByHint'), kind?.cancelByMinutes ?? 60),
    {
      ...{ kind: 'number', name: 'windowDays', label: t('window'), hint: t('windowHint') },
      value: number(kind?.windowDays, 28),
    },
    { kind: 'heading', name: 'where', label: t('where') },
    {
      ...{ kind: 'radio', name: 'mode', label: t('mode'), value: kind?.modes[0] ?? 'both' },
      choices: (['both', 'in_person', 'online'] as const).map((mode) => ({
        ...{ value: mode, label: t(mode), hint: t(`${mode}Hint`) },
      })),
    },
    {
      ...{ kind: 'text', name: 'directions', label: t('directions'), hint: t('directionsHint') },
      ...{ value: kind?.directions, optional: true },
    },
  ];
}
