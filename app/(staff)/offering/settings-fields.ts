import { getLocale, getTranslations } from 'next-intl/server';
import type { FormField } from '@/app/(admin)/admin/catalogue/catalogue-form';
import { formatDuration } from '@/lib/messages/format';
import type { AppointmentSettingsView } from '@/lib/usecases/view-appointment-settings';
import { durationChoices } from './duration-choices';

const DAY = 1440;
const AFTER = [0, 60, 240, DAY, 2 * DAY, 3 * DAY, 7 * DAY];

/** What a person says about all their appointments. */
export async function settingsFields(page: AppointmentSettingsView): Promise<FormField[]> {
  const t = await getTranslations('appointmentAdmin.settings');
  const [u, locale] = [await getTranslations('appointmentAdmin'), await getLocale()];
  const { remindBefore, followUpAfter, followUpWords, emailDomains } = page.settings;
  const inWords = (minutes: number) => {
    if (minutes === 0) return t('atEnd');
    if (minutes % DAY === 0) return t('daysAfter', { days: minutes / DAY });
    return t('afterEnd', { duration: formatDuration(minutes, locale) });
  };
  const after = [...new Set([...AFTER, ...(followUpAfter === null ? [] : [followUpAfter])])].sort((a, b) => a - b);
  const before = durationChoices(remindBefore ?? DAY, await getTranslations('appointmentAdmin.kind'), locale);
  return [
    {
      ...{ kind: 'line', name: 'name', label: t('publicName'), value: page.name },
      hint: t('publicNameHint', { full: page.fullName }),
    },
    { kind: 'line', name: 'slug', label: u('slug'), hint: u('slugHint'), value: page.slug },
    {
      ...{ kind: 'text', name: 'description', label: t('about'), hint: t('aboutHint') },
      ...{ value: page.description, optional: true },
    },
    {
      ...{ kind: 'text', name: 'subjects', label: u('subjects'), hint: u('subjectsHint') },
      ...{ value: page.subjects.join('\n'), optional: true },
    },
    {
      ...{ kind: 'text', name: 'directions', label: t('directions'), hint: t('directionsHint') },
      ...{ value: page.directions, optional: true },
    },
    { kind: 'heading', name: 'who', label: t('who') },
    {
      ...{ kind: 'text', name: 'emailDomains', label: t('domains'), hint: t('domainsHint') },
      ...{ value: emailDomains.join('\n'), optional: true },
    },
    { kind: 'heading', name: 'mails', label: t('mails') },
    {
      ...{ kind: 'select', name: 'remindBefore', label: t('remind'), hint: t('remindHint'), optional: true },
      value: remindBefore === null ? '' : String(remindBefore),
      choices: [
        { value: '', label: t('asLocation', { location: page.location.name }) },
        ...before.filter(({ value }) => value !== '0'),
      ],
    },
    {
      ...{ kind: 'select', name: 'followUpAfter', label: t('followUp'), hint: t('followUpHint'), optional: true },
      value: followUpAfter === null ? '' : String(followUpAfter),
      choices: [
        { value: '', label: t('noFollowUp') },
        ...after.map((minutes) => ({ value: String(minutes), label: inWords(minutes) })),
      ],
    },
    {
      ...{ kind: 'text', name: 'followUpWords', label: t('words'), hint: t('wordsHint') },
      ...{ value: followUpWords, optional: true },
    },
  ];
}
