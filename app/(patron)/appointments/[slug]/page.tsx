import type { Metadata } from 'next';
import { notFound, redirect } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { cache } from 'react';
import { EmptyState } from '@/app/_ui/empty-state';
import { LinkButton } from '@/app/_ui/link-button';
import { Notice } from '@/app/_ui/notice';
import { ZoneNote } from '@/app/_ui/own-time/zone-note';
import { PageHeader } from '@/app/_ui/page-header';
import { frameLook, hereHref } from '@/app/frame-look';
import { currentActor } from '@/lib/auth/actor';
import { currentVisitor } from '@/lib/auth/visitor';
import { formatDuration, formatLocalDate, formatZone } from '@/lib/messages/format';
import { findFormerAddress } from '@/lib/usecases/find-former-address';
import { type PersonSlots, viewPersonSlots } from '@/lib/usecases/view-person-slots';
import { timeLabel } from '../../time-label';
import { Barred } from '../barred';
import { readTeam, startOf, type TeamQuery } from '../team/read-team';
import { TeamPage } from '../team/team-page';
import { TimeLinks } from '../time-links';
import { addressOf } from './address-of';
import { AppointmentForm, type Offer } from './appointment-form';
import { NotFree } from './not-free';
import { WhatAndWhere } from './what-and-where';

type Query = TeamQuery & Partial<Record<'from' | 'start' | 'kindId' | 'placeId' | 'group' | 'subject', string>>;
type Props = { params: Promise<{ slug: string }>; searchParams: Promise<Query> };

/** What an address asks for and nobody offers (any more) is left out, rather than leading nowhere. Null: it is no person's. */
const viewOf = cache(async (slug: string, query: string): Promise<PersonSlots | null> => {
  const [actor, visitor, now] = [await currentActor(), await currentVisitor(), new Date()];
  const asked = { slug, ...Object.fromEntries(new URLSearchParams(query)) };
  const answer = await viewPersonSlots(actor, asked, now, visitor);
  if (answer.ok) return answer.value;
  const isOurs = answer.refusal.code === 'invalid' || answer.refusal.code === 'not_offered';
  const plain = isOurs ? await viewPersonSlots(actor, { slug }, now, visitor) : answer;
  return plain.ok ? plain.value : null;
});

/** One text, so that the page and its title share one reading. */
function askedIn({ from, start, kind, kindId, placeId, group, subject }: Query): string {
  const asked = Object.entries({ from, start, kind, kindId, placeId, group, subject }).filter(
    ([, text]) => typeof text === 'string' && text,
  );
  return new URLSearchParams(asked as [string, string][]).toString();
}

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const { slug } = await params;
  const query = await searchParams;
  const view = await viewOf(slug, askedIn(query));
  const team = view ? null : await readTeam({ group: slug }, query);
  return { title: view?.person.name ?? team?.team.name };
}

/** The page of a person, or of a group: both have their addresses here. */
export default async function SlugPage({ params, searchParams }: Props) {
  const { slug } = await params;
  const query = await searchParams;
  const view = await viewOf(slug, askedIn(query));
  if (view) return <PersonPage view={view} start={query.start} />;
  const team = await readTeam({ group: slug }, query);
  if (team) return <TeamPage view={team} asked={startOf(query)} />;
  const former = await findFormerAddress(slug);
  if (!former.ok) notFound();
  redirect((await hereHref())(`/appointments/${former.value}`));
}

async function PersonPage({ view, start }: { view: PersonSlots; start: string | undefined }) {
  const [t, locale] = [await getTranslations('patron'), await getLocale()];
  const { person, days } = view;
  const place = { locale, timeZone: person.timeZone };
  const asked = asIso(start);
  const chosen = days.flatMap(({ offers }) => offers).find((offer) => offer.start.toISOString() === asked);
  const noon = `${view.from}T12:00:00Z`;
  return (
    <>
      <PageHeader
        title={person.name}
        lead={
          person.description || t('person.lead', { duration: lengthText(view, locale), location: person.locationName })
        }
        crumbs={[{ href: '/appointments', label: t('appointments.title') }]}
        aside={person.subjects.length > 0 && <p className="text-ink-soft">{person.subjects.join(', ')}</p>}
      />
      {person.active && <WhatAndWhere view={view} />}
      {chosen && <AppointmentForm view={view} offer={chosen} />}
      {person.active && view.barred && (
        <Barred problem={view.barred} here={addressOf(view, {})} timeZone={person.timeZone} />
      )}
      {asked && !chosen && !view.barred && <NotFree view={view} start={asked} />}
      {person.active ? (
        // A frame is short: there the form takes the place of the times.
        !(chosen && (await frameLook())) && <Slots view={view} chosen={chosen} />
      ) : (
        <Notice kind="info" title={t('space.inactive.title')} still>
          {t('person.inactive', { name: person.name })}
        </Notice>
      )}
      <div className="mt-6">
        <ZoneNote timeZone={person.timeZone} zoneName={formatZone(noon, place)} at={noon} />
      </div>
    </>
  );
}

async function Slots({ view, chosen }: { view: PersonSlots; chosen: Offer | undefined }) {
  const { person, days, from, earlierFrom, laterFrom } = view;
  const [t, locale] = [await getTranslations('patron'), await getLocale()];
  const place = { locale, timeZone: person.timeZone };
  const last = days.at(-1)?.date ?? from;
  const between = { from: formatLocalDate(from, locale), to: formatLocalDate(last, locale) };
  const to = await hereHref();
  const page = (date: string) => to(addressOf(view, { from: date }));
  return (
    <section aria-labelledby="times">
      <h2 id="times" className="mb-1 text-xl">
        {t('person.choose')}
      </h2>
      <p className="mb-4 text-ink-soft">{t('person.between', between)}</p>
      {days.some(({ offers }) => offers.length > 0) ? (
        <ol className="divide-y divide-line border-y border-line">
          {days.map(({ date, offers }) => (
            <li key={date} className="grid gap-x-6 gap-y-2 py-3 sm:grid-cols-[17rem_1fr]">
              <h3 className={offers.length > 0 ? 'pt-1.5 font-medium' : 'text-ink-soft'}>
                {formatLocalDate(date, locale)}
              </h3>
              {offers.length > 0 ? (
                <TimeLinks
                  times={offers.map(({ start }) => ({
                    href: to(`${addressOf(view, {})}&start=${start.toISOString()}#book`),
                    label: timeLabel(start, place, t),
                    start: start.toISOString(),
                  }))}
                  chosen={chosen?.start.toISOString() ?? null}
                  day={formatLocalDate(date, locale)}
                  timeZone={place.timeZone}
                />
              ) : (
                <p className="text-ink-soft">{t('person.noneOn')}</p>
              )}
            </li>
          ))}
        </ol>
      ) : (
        <EmptyState title={t('person.none.title', { name: person.name, ...between })}>
          {t('person.none.text')}
        </EmptyState>
      )}
      <div className="mt-4 flex flex-wrap gap-3">
        {earlierFrom && (
          <LinkButton href={page(earlierFrom)} icon="arrow-left">
            {t('person.earlier')}
          </LinkButton>
        )}
        {laterFrom && (
          <LinkButton href={page(laterFrom)} icon="arrow-right">
            {t('person.later')}
          </LinkButton>
        )}
      </div>
    </section>
  );
}

/** An instant in the address as the server writes it; anything else finds no slot. */
function asIso(text: string | undefined): string | null {
  const at = new Date(text ?? '');
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}

const lengthText = ({ kind }: PersonSlots, locale: string) => formatDuration(kind.defaultMinutes, locale);
