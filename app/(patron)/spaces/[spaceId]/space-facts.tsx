import { getLocale, getTranslations } from 'next-intl/server';
import { DataList } from '@/app/_ui/data-list';
import { formatLocalDate, formatTimeRange } from '@/lib/messages/format';
import type { SpaceView } from '@/lib/usecases/view-space';
import { policyText } from '../../policy-text';

/** What a space is like, and what it allows. */
export async function SpaceFacts({ view: { space, open, date, today, lastDate } }: { view: SpaceView }) {
  const [t, locale] = [await getTranslations('patron'), await getLocale()];
  const place = { locale, timeZone: space.timeZone };
  const hours = open.map(({ start, end }) => formatTimeRange(start, end, place)).join(', ');
  const shown = formatLocalDate(date, locale);
  return (
    <DataList
      entries={[
        ...(space.capacity ? [{ term: t('space.size'), detail: t('space.seats', { count: space.capacity }) }] : []),
        ...(space.features.length ? [{ term: t('space.features'), detail: space.features.join(', ') }] : []),
        { term: t('space.where'), detail: [space.locationName, space.locationAddress].filter(Boolean).join(', ') },
        ...(space.directions ? [{ term: t('space.directions'), detail: space.directions }] : []),
        ...(today <= date && date <= lastDate
          ? [{ term: t('space.hours'), detail: hours ? `${shown}: ${hours}` : t('space.closedOn', { date: shown }) }]
          : []),
        { term: t('space.rules'), detail: policyText(space.policy, t, locale).join(' ') },
      ]}
    />
  );
}
