import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { cache } from 'react';
import { LinkButton } from '@/app/_ui/link-button';
import { Notice } from '@/app/_ui/notice';
import { ZoneNote } from '@/app/_ui/own-time/zone-note';
import { PageHeader } from '@/app/_ui/page-header';
import { currentActor } from '@/lib/auth/actor';
import { currentVisitor } from '@/lib/auth/visitor';
import { formatZone } from '@/lib/messages/format';
import { picturePath } from '@/lib/picture-path';
import { type BasketView, viewBasket } from '@/lib/usecases/view-basket';
import { type SpaceView, viewSpace } from '@/lib/usecases/view-space';
import { Seats } from './seats';
import { SpaceBooking } from './space-booking';
import { SpaceFacts } from './space-facts';

type Query = { date?: string; start?: string; end?: string; minutes?: string; with?: string };
type Props = { params: Promise<{ spaceId: string }>; searchParams: Promise<Query> };

async function viewOf({ params, searchParams }: Props): Promise<SpaceView> {
  const [{ spaceId }, { date, start, end, minutes, with: others }] = [await params, await searchParams];
  return oneView(spaceId, date || undefined, start || undefined, end, minutes, others);
}

type Asked = [spaceId: string, date?: string, start?: string, end?: string, minutes?: string, others?: string];

/** Once a request: title and page ask for the same. */
const oneView = cache(async (...[spaceId, date, start, end, minutes, others]: Asked) => {
  const [actor, now] = [await currentActor(), new Date()];
  const visitor = await currentVisitor();
  const wish = { spaceId, date, start, end, minutes, with: others };
  const answer = await viewSpace(actor, wish, now, visitor);
  if (answer.ok) return answer.value;
  // A malformed time in the address is no reason to hide the space.
  const plain = answer.refusal.code === 'invalid' ? await viewSpace(actor, { spaceId }, now, visitor) : answer;
  if (!plain.ok) notFound();
  return plain.value;
});

/** What goes with it; an address that makes no sense brings nothing along. */
async function basketOf({ space, chosen }: SpaceView, asked: string | undefined): Promise<BasketView> {
  const [actor, visitor, now] = [await currentActor(), await currentVisitor(), new Date()];
  const time = chosen && !chosen.problem && { start: chosen.start.toISOString(), end: chosen.end.toISOString() };
  const wish = { spaceId: space.id, ...time };
  const answer = await viewBasket(actor, { ...wish, with: asked }, now, visitor);
  const plain = answer.ok ? answer : await viewBasket(actor, wish, now, visitor);
  if (!plain.ok) notFound();
  return plain.value;
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  return { title: (await viewOf(props)).space.name };
}

export default async function SpacePage(props: Props) {
  const view = await viewOf(props);
  const [t, week] = [await getTranslations('patron'), await getTranslations('finding.week')];
  const { space } = view;
  const src = picturePath(space.picture);
  const noon = `${view.date}T12:00:00Z`;
  return (
    <>
      <PageHeader
        title={space.name}
        lead={space.description}
        aside={
          space.active &&
          !space.isContainer && (
            <LinkButton href={`/spaces/${space.id}/week?date=${view.date}`} icon="calendar">
              {week('see')}
            </LinkButton>
          )
        }
        crumbs={[
          {
            href: `/spaces?location=${space.locationId}&date=${view.date}`,
            label: t('space.spacesAt', { location: space.locationName }),
          },
        ]}
      />
      <div className="grid items-start gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
        <section
          id="book"
          aria-labelledby="book-title"
          className="flex flex-col gap-5 rounded-md border border-line bg-surface p-5 sm:p-6"
        >
          <h2 id="book-title" className="text-xl">
            {t('space.bookTitle', { name: space.name })}
          </h2>
          {space.active && space.isContainer ? (
            <Seats seats={view.parts} />
          ) : space.active ? (
            <SpaceBooking view={view} basket={await basketOf(view, (await props.searchParams).with)} />
          ) : (
            <Notice kind="info" title={t('space.inactive.title')} still>
              {t('space.inactive.text')}
            </Notice>
          )}
        </section>
        <div className="flex flex-col gap-6">
          {src && (
            // biome-ignore lint/performance/noImgElement: a drawing of a few kilobytes needs no optimising
            <img
              src={src}
              alt={space.pictureAlt || space.categoryName}
              className="aspect-[4/3] w-full max-w-md rounded-sm bg-sunken object-cover"
            />
          )}
          <SpaceFacts view={view} />
          <ZoneNote
            timeZone={space.timeZone}
            zoneName={formatZone(noon, { locale: await getLocale(), timeZone: space.timeZone })}
            at={noon}
          />
        </div>
      </div>
    </>
  );
}
