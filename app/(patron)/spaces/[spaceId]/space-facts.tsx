import Link from 'next/link';
import { getLocale, getTranslations } from 'next-intl/server';
import { DataList } from '@/app/_ui/data-list';
import { FeatureIcon } from '@/app/_ui/feature-icon';
import { formatLocalDate, formatTimeRange } from '@/lib/messages/format';
import { contains } from '@/lib/time/interval';
import { localDay } from '@/lib/time/zone';
import type { SpaceView } from '@/lib/usecases/view-space';
import { Lines } from '../../lines';
import { policyText } from '../../policy-text';
import { waysTo } from '../../ways-to';
import { accessibilityText } from './accessibility-text';

/** What a space is like, and what it allows: only what is known. */
export async function SpaceFacts({ view }: { view: SpaceView }) {
  const { space, about, limits, open, date, today, lastDate } = view;
  const [t, locale] = [await getTranslations('patron'), await getLocale()];
  const place = { locale, timeZone: space.timeZone };
  const day = localDay(date, space.timeZone);
  const hours = open
    .map((stretch) => (contains(stretch, day) ? t('space.allDay') : formatTimeRange(stretch.start, stretch.end, place)))
    .join(', ');
  const shown = formatLocalDate(date, locale);
  const access = accessibilityText(space.accessibility, t);
  const ways = waysTo(space.directions, about.directions);
  const isBookable = !space.isContainer;
  return (
    <DataList
      entries={[
        ...(about.category ? [{ term: space.categoryName, detail: <Lines lines={[about.category]} /> }] : []),
        ...(space.capacity ? [{ term: t('space.size'), detail: t('space.seats', { count: space.capacity }) }] : []),
        ...(space.features.length ? [{ term: t('space.features'), detail: <Features space={space} /> }] : []),
        ...(access.length ? [{ term: t('space.accessibility'), detail: <Lines lines={access} /> }] : []),
        { term: t('space.where'), detail: [space.locationName, space.locationAddress].filter(Boolean).join(', ') },
        ...(space.zone ? [{ term: t('space.zone'), detail: space.zone }] : []),
        ...(ways.length ? [{ term: t('space.directions'), detail: <Lines lines={ways} /> }] : []),
        ...(view.wholes.length
          ? [{ term: t('space.partOf'), detail: <Relatives some={view.wholes} note={!space.isSeat} /> }]
          : []),
        ...(view.parts.length && isBookable
          ? [{ term: t('space.madeOf'), detail: <Relatives some={view.parts} note /> }]
          : []),
        ...(today <= date && date <= lastDate
          ? [{ term: t('space.hours'), detail: hours ? `${shown}: ${hours}` : t('space.closedOn', { date: shown }) }]
          : []),
        { term: t('space.rules'), detail: policyText({ policy: space.policy, limits }, t, locale).join(' ') },
        ...(space.terms.length ? [{ term: t('space.terms'), detail: <Lines lines={space.terms} /> }] : []),
      ]}
    />
  );
}

function Features({ space: { features, featureIcons } }: Pick<SpaceView, 'space'>) {
  return (
    <ul className="flex flex-wrap gap-x-5 gap-y-1">
      {features.map((name, place) => (
        <li key={name} className="inline-flex items-center gap-1.5">
          <FeatureIcon name={featureIcons[place] ?? ''} />
          {name}
        </li>
      ))}
    </ul>
  );
}

async function Relatives({ some, note }: { some: SpaceView['parts']; note: boolean }) {
  const t = await getTranslations('patron.space');
  return (
    <>
      <ul className="flex flex-wrap gap-x-5 gap-y-1">
        {some.map(({ id, name }) => (
          <li key={id}>
            <Link href={`/spaces/${id}`} prefetch={false} className="text-link inline-flex min-h-6 items-center">
              {name}
            </Link>
          </li>
        ))}
      </ul>
      {note && <p className="text-sm text-ink-soft">{t('whileWhole')}</p>}
    </>
  );
}
