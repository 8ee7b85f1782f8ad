import { getLocale, getTranslations } from 'next-intl/server';
import { formatShortLocalDate, formatWeekday } from '@/lib/messages/format';
import type { AvailabilityForm } from '@/lib/usecases/view-availability-form';

/** What the form of a rule offers to choose from, in words. */
export async function ruleChoices({ names, rule, today }: AvailabilityForm) {
  const [t, locale] = [await getTranslations('availability.form'), await getLocale()];
  // A place that is not offered any more may stay in a rule that has it.
  const kept = names.gone.filter(({ id }) => rule?.placeIds.includes(id));
  const former = names.formerGroups.filter(({ id }) => id === rule?.groupId);
  return {
    weekdays: [1, 2, 3, 4, 5, 6, 7].map((day) => ({ value: String(day), label: formatWeekday(day, locale) })),
    places: [
      ...names.places.map(({ id, name }) => ({ value: String(id), label: name })),
      ...kept.map(({ id, name }) => ({ value: String(id), label: t('gone', { name }) })),
    ],
    usualPlace: names.usualPlace,
    groups: [
      ...names.groups.map(({ id, name }) => ({ value: String(id), label: name })),
      ...former.map(({ id, name }) => ({ value: String(id), label: t('formerGroup', { name }) })),
    ],
    dates: (rule?.repeat === 'dates' ? rule.dates : [])
      .filter((date) => date >= today)
      .map((date) => ({ value: date, label: formatShortLocalDate(date, locale) })),
  };
}
