import { useLocale, useTranslations } from 'next-intl';
import { formatTimeRange } from '@/lib/messages/format';
import type { AvailabilityWeek } from '@/lib/usecases/view-availability';
import { placesText } from './rule-text';

type Appointment = AvailabilityWeek['days'][number]['booked'][number];

/** How the week writes what is in it, and where that leads. */
export function useWeekWords({ person, names, dates, rules }: AvailabilityWeek) {
  const [t, locale] = [useTranslations('availability.week'), useLocale()];
  const place = { locale, timeZone: person.timeZone };
  return {
    ...{ t, place, locale },
    rangeOf: ({ start, end }: { start: Date; end: Date }) => formatTimeRange(start, end, place),
    patronOf: ({ patronName }: Appointment) => patronName || t('noName'),
    isWaiting: ({ status }: Appointment) => status !== 'confirmed',
    /** Where one may be met by this rule, and for which group. */
    whereOf: (rule: { placeIds: number[]; groupId: number | null }) => {
      const group = [...names.groups, ...names.formerGroups].find(({ id }) => id === rule.groupId);
      const where = placesText(rule, names, locale);
      return group ? t('forGroup', { where, group: group.name }) : where;
    },
    ruleHref: (ruleId: number, date: string) =>
      `/desk/availability/rules/${ruleId}?date=${date}&week=${dates[0] ?? date}`,
    ruleOf: (ruleId: number) => rules.find(({ id }) => id === ruleId),
    busyText: ({ inPerson, online }: { inPerson: boolean; online: boolean }) =>
      t(inPerson && online ? 'busy' : inPerson ? 'busyInPerson' : 'busyOnline'),
    absenceHref: (absenceId: number) => `/desk/availability/away/${absenceId}?week=${dates[0] ?? ''}`,
    bookingHref: ({ publicId }: Appointment) => `/desk/bookings/${publicId}`,
  };
}
