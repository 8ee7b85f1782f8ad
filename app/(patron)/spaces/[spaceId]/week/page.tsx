import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { cache } from 'react';
import { DateNav } from '@/app/_ui/date-nav';
import { GridLegend } from '@/app/_ui/day-grid/grid-legend';
import { EmptyState } from '@/app/_ui/empty-state';
import { LiveRefresh } from '@/app/_ui/live-refresh';
import { ZoneNote } from '@/app/_ui/own-time/zone-note';
import { PageHeader } from '@/app/_ui/page-header';
import { WeekGrid } from '@/app/_ui/week-grid/week-grid';
import { currentActor } from '@/lib/auth/actor';
import { etagOf } from '@/lib/etag';
import { formatShortLocalDate, formatZone } from '@/lib/messages/format';
import { viewSpaceWeek } from '@/lib/usecases/view-space-week';

type Props = { params: Promise<{ spaceId: string }>; searchParams: Promise<{ date?: string }> };

/** Once a request: title and page ask for the same. */
const weekOf = cache(async (spaceId: string, date: string | undefined) => {
  const [actor, now] = [await currentActor(), new Date()];
  const asked = await viewSpaceWeek(actor, { spaceId, date }, now);
  // A malformed date in the address is no reason to hide the space.
  const answer = asked.ok || asked.refusal.code !== 'invalid' ? asked : await viewSpaceWeek(actor, { spaceId }, now);
  if (!answer.ok) notFound();
  return answer.value;
});

const askedFor = async ({ params, searchParams }: Props) =>
  weekOf((await params).spaceId, (await searchParams).date || undefined);

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { space } = await askedFor(props);
  return { title: (await getTranslations('finding.week'))('title', { name: space.name }) };
}

/** Seven days of one space, to see when it is free and why it is not. */
export default async function WeekPage(props: Props) {
  const week = await askedFor(props);
  const { space, dates, today, lastDate, table } = week;
  const [t, patron, locale] = [
    await getTranslations('finding.week'),
    await getTranslations('patron.space'),
    await getLocale(),
  ];
  const [first = today, last = today] = [dates[0], dates.at(-1)];
  const noon = `${first}T12:00:00Z`;
  return (
    <>
      <PageHeader
        title={t('title', { name: space.name })}
        lead={t('lead')}
        crumbs={[
          {
            href: `/spaces?location=${space.locationId}&date=${first}`,
            label: patron('spacesAt', { location: space.locationName }),
          },
          { href: `/spaces/${space.id}`, label: space.name },
        ]}
      />
      <h2 className="mb-2 text-xl">
        {t('range', { from: formatShortLocalDate(first, locale), to: formatShortLocalDate(last, locale) })}
      </h2>
      <DateNav path={`/spaces/${space.id}/week`} localDate={first} today={today} min={today} max={lastDate} days={7} />
      <div className="mt-4 flex flex-col gap-4">
        <ZoneNote
          timeZone={space.timeZone}
          zoneName={formatZone(noon, { locale, timeZone: space.timeZone })}
          at={noon}
        />
        {table.rows.length > 0 ? (
          <>
            <div className="hidden md:block">
              <GridLegend hasNow={false} />
            </div>
            <WeekGrid
              label={t('title', { name: space.name })}
              spaceId={space.id}
              {...{ timeZone: space.timeZone, locale, dates, today }}
              {...table}
            />
          </>
        ) : (
          <EmptyState title={t('closed')}>{t('closedText')}</EmptyState>
        )}
      </div>
      <LiveRefresh address={`/api/spaces/week?space=${space.id}&date=${first}`} etag={etagOf(JSON.stringify(week))} />
    </>
  );
}
