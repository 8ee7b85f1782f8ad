import { getLocale, getTranslations } from 'next-intl/server';
import { EmptyState } from '@/app/_ui/empty-state';
import { LinkButton } from '@/app/_ui/link-button';
import { ZoneNote } from '@/app/_ui/own-time/zone-note';
import { PageHeader } from '@/app/_ui/page-header';
import { queryOf } from '@/app/_ui/query-of';
import { frameLook, hereHref } from '@/app/frame-look';
import { formatZone } from '@/lib/messages/format';
import type { TeamView } from '@/lib/usecases/view-team';
import { Barred } from '../barred';
import { TeamBooking } from './team-booking';
import { TeamDays } from './team-days';
import { TeamFilters } from './team-filters';
import { teamHref } from './team-href';
import { teamTitle } from './team-title';
import { TimeGone } from './time-gone';

/** The people of a group, a subject or a location with one calendar; `asked`: the time that its address names. */
export async function TeamPage({ view, asked }: { view: TeamView; asked: string | null }) {
  const { team, chosen, timeZone, from, kind } = view;
  const [t, patron, locale] = [await getTranslations('findPeople'), await getTranslations('patron'), await getLocale()];
  const place = { locale, timeZone };
  const noon = `${from}T12:00:00Z`;
  const isFramed = (await frameLook()) !== null;
  // A frame is short: there the form takes the place of the times.
  const isAlone = isFramed && chosen !== null;
  return (
    <>
      <PageHeader
        title={teamTitle(team, t)}
        lead={<Lead team={team} />}
        crumbs={[{ href: '/appointments', label: patron('appointments.title') }]}
      />
      {kind === null ? (
        <EmptyState
          title={t('teamEmpty.title')}
          action={!isFramed && <LinkButton href="/appointments">{t('none.others')}</LinkButton>}
        >
          {t('teamEmpty.text')}
        </EmptyState>
      ) : (
        <>
          <TeamFilters view={view} />
          {chosen && <TeamBooking view={view} chosen={chosen} />}
          {view.barred && <Barred problem={view.barred} here={teamHref(view)} timeZone={timeZone} />}
          {asked && !chosen && !view.barred && <TimeGone view={view} asked={asked} />}
          {!isAlone && !view.barred && <TeamDays view={view} />}
          <div className="mt-6">
            <ZoneNote timeZone={timeZone} zoneName={formatZone(noon, place)} at={noon} />
          </div>
        </>
      )}
      {team.people.length > 0 && !isAlone && <Members team={team} />}
    </>
  );
}

async function Lead({ team: { kind, name, description, people } }: Pick<TeamView, 'team'>) {
  const t = await getTranslations('findPeople');
  if (description) return description;
  if (kind === 'location') return t('locationLead');
  return kind === 'subject'
    ? t('subjectLead', { count: people.length, subject: name })
    : t('groupLead', { count: people.length });
}

/** Each with the way to their own page, where time that they keep for this group is on offer too. */
async function Members({ team }: Pick<TeamView, 'team'>) {
  const [t, to] = [await getTranslations('findPeople'), await hereHref()];
  const group = team.kind === 'group' ? team.key : null;
  const subject = team.kind === 'subject' ? team.key : null;
  return (
    <section aria-labelledby="members" className="mt-10">
      <h2 id="members" className="mb-3 text-xl">
        {t('theTeam')}
      </h2>
      <ul className="grid gap-x-8 gap-y-3 sm:grid-cols-2 lg:grid-cols-3">
        {team.people.map(({ id, slug, name, subjects }) => (
          <li key={id}>
            <a
              href={to(`/appointments/${slug}${queryOf({ group, subject })}`)}
              className="text-link inline-flex min-h-6 items-center font-medium"
            >
              {name}
            </a>
            {subjects.length > 0 && <p className="text-sm text-ink-soft">{subjects.join(', ')}</p>}
          </li>
        ))}
      </ul>
    </section>
  );
}
