import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { cache } from 'react';
import { DataList } from '@/app/_ui/data-list';
import { DateNav } from '@/app/_ui/date-nav';
import { LinkButton } from '@/app/_ui/link-button';
import { Notice } from '@/app/_ui/notice';
import { PageHeader } from '@/app/_ui/page-header';
import { refusalText } from '@/app/_ui/refusal-text';
import { currentActor } from '@/lib/auth/actor';
import { formatDate, formatDuration, formatLocalDate, formatTimeRange } from '@/lib/messages/format';
import { minutesBetween } from '@/lib/time/interval';
import { type SpaceView, viewSpace } from '@/lib/usecases/view-space';
import { BookingForm } from '../../booking-form';
import { pictureOf } from '../../picture-of';
import { policyText } from '../../policy-text';
import { timeLabel } from '../../time-label';
import { book } from './actions';

type Query = { date?: string; start?: string; end?: string; minutes?: string };
type Props = { params: Promise<{ spaceId: string }>; searchParams: Promise<Query> };

async function viewOf({ params, searchParams }: Props): Promise<SpaceView> {
  const [{ spaceId }, { date, start, end, minutes }] = [await params, await searchParams];
  return oneView(spaceId, date || undefined, start || undefined, end, minutes);
}

/** Once a request: title and page ask for the same. */
const oneView = cache(async (spaceId: string, date?: string, start?: string, end?: string, minutes?: string) => {
  const [actor, now] = [await currentActor(), new Date()];
  const answer = await viewSpace(actor, { spaceId, date, start, end, minutes }, now);
  if (answer.ok) return answer.value;
  // A malformed time in the address is no reason to hide the space.
  const plain = answer.refusal.code === 'invalid' ? await viewSpace(actor, { spaceId }, now) : answer;
  if (!plain.ok) notFound();
  return plain.value;
});

export async function generateMetadata(props: Props): Promise<Metadata> {
  return { title: (await viewOf(props)).space.name };
}

export default async function SpacePage(props: Props) {
  const view = await viewOf(props);
  const t = await getTranslations('patron');
  const { space } = view;
  const src = pictureOf(space.picture);
  return (
    <>
      <PageHeader
        title={space.name}
        lead={space.description}
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
          {space.active ? (
            <Booking view={view} />
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
              alt={space.categoryName}
              className="aspect-[4/3] w-full max-w-md rounded-sm bg-sunken object-cover"
            />
          )}
          <Facts view={view} />
          <p className="text-sm text-ink-soft">{t('zone', { zone: space.timeZone })}</p>
        </div>
      </div>
    </>
  );
}

async function Facts({ view: { space, open, date, today, lastDate } }: { view: SpaceView }) {
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

async function Booking({ view }: { view: SpaceView }) {
  const { chosen, space, date, today, lastDate, offers } = view;
  const [t, locale] = [await getTranslations('patron'), await getLocale()];
  const place = { locale, timeZone: space.timeZone };
  if (chosen && !chosen.problem) {
    const { start, end, lengths } = chosen;
    const change = `/spaces/${space.id}?date=${date}#book`;
    const time = lengths.length > 1 ? timeLabel(start, place, t) : formatTimeRange(start, end, place);
    return (
      <>
        <Chosen date={formatDate(start, place)} time={time} change={change} />
        {lengths.length > 1 ? (
          <Form
            view={view}
            given={{ start: start.toISOString() }}
            lengths={lengths}
            usual={minutesBetween(start, end)}
          />
        ) : (
          <Form view={view} given={{ start: start.toISOString(), end: end.toISOString() }} />
        )}
      </>
    );
  }
  return (
    <>
      {chosen?.problem && (
        <Notice kind="attention">{refusalText(chosen.problem, await getTranslations('refusal'), place)}</Notice>
      )}
      <div className="flex flex-col gap-2">
        <p className="font-medium">{formatLocalDate(date, locale)}</p>
        <DateNav path={`/spaces/${space.id}`} localDate={date} today={today} min={today} max={lastDate} />
      </div>
      {offers.length > 0 ? (
        <Form
          view={view}
          given={{}}
          lengths={lengthsOn(view)}
          usual={space.policy.defaultMinutes}
          starts={offers.map(({ start }) => ({ value: start.toISOString(), label: timeLabel(start, place, t) }))}
        />
      ) : (
        <NothingFree view={view} />
      )}
    </>
  );
}

async function Chosen({ date, time, change }: { date: string; time: string; change: string }) {
  const t = await getTranslations('patron.space');
  return (
    <div className="border-l-4 border-accent pl-4">
      <p className="text-sm text-ink-soft">{t('chosen')}</p>
      <p className="text-lg font-semibold">
        {date}
        <br />
        {time}
      </p>
      <a href={change}>{t('change')}</a>
    </div>
  );
}

type FormProps = {
  view: SpaceView;
  given: Record<string, string>;
  starts?: { value: string; label: string }[];
  lengths?: number[];
  usual?: number;
};

async function Form({ view, given, starts, lengths, usual }: FormProps) {
  const { space } = view;
  const [t, locale, actor] = [await getTranslations('patron'), await getLocale(), await currentActor()];
  return (
    <>
      {actor.kind === 'person' && <p>{t('form.asPerson', { name: actor.name, email: actor.email })}</p>}
      <BookingForm
        action={book}
        given={{ spaceId: String(space.id), timeZone: space.timeZone, ...given }}
        starts={starts}
        defaultStart={view.chosen?.start.toISOString()}
        lengths={lengths?.map((minutes) => ({ value: String(minutes), label: formatDuration(minutes, locale) }))}
        defaultMinutes={lengths?.findLast((minutes) => minutes <= (usual ?? minutes)) ?? lengths?.[0]}
        isGuest={actor.kind !== 'person'}
        words={{
          ...{ start: t('space.start'), length: t('space.length'), name: t('form.name'), email: t('form.email') },
          ...{ emailHint: t('form.emailHint'), note: t('form.note'), problem: t('form.problem') },
          ...{ submit: t('space.submit'), submitting: t('space.submitting') },
        }}
      />
      <p className="text-sm text-ink-soft">{t('space.after')}</p>
    </>
  );
}

/** Every length that some start of the date allows; whether this start does, the rule says when it is sent. */
function lengthsOn({ offers, space: { policy } }: SpaceView): number[] {
  const longest = Math.max(...offers.map(({ maxMinutes }) => maxMinutes));
  const lengths: number[] = [];
  for (let minutes = policy.minMinutes; minutes <= longest; minutes += policy.stepMinutes) lengths.push(minutes);
  return lengths;
}

async function NothingFree({ view: { space, date, nextFreeDate } }: { view: SpaceView }) {
  const [t, locale] = [await getTranslations('patron.space.none'), await getLocale()];
  const next = nextFreeDate && formatLocalDate(nextFreeDate, locale);
  return (
    <Notice
      kind="info"
      still
      title={t('title', { date: formatLocalDate(date, locale) })}
      action={
        next && (
          <LinkButton href={`/spaces/${space.id}?date=${nextFreeDate}#book`}>{t('go', { date: next })}</LinkButton>
        )
      }
    >
      {next ? t('next', { date: next }) : t('later')}
    </Notice>
  );
}
