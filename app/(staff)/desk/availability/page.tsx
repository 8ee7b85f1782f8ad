import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { DateNav } from '@/app/_ui/date-nav';
import { EmptyState } from '@/app/_ui/empty-state';
import { LinkButton } from '@/app/_ui/link-button';
import { Notice } from '@/app/_ui/notice';
import { PageHeader } from '@/app/_ui/page-header';
import { personOrSignIn } from '@/app/(staff)/person-or-sign-in';
import { refusedPage } from '@/app/(staff)/refused-page';
import { formatShortLocalDate, formatZone } from '@/lib/messages/format';
import { type AvailabilityWeek, viewAvailability } from '@/lib/usecases/view-availability';
import { AbsencesCard } from './absences-card';
import { availabilityPath, personOf } from './paths';
import { PersonChoice } from './person-choice';
import { RulesCard } from './rules-card';
import { WeekList } from './week-list';
import { WeekTable } from './week-table';

type Query = { person?: string; date?: string; done?: string; count?: string };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('availability'))('title') };
}

const DONE = ['rule', 'ended', 'skipped', 'unskipped', 'removed', 'away', 'back', 'copied'] as const;

export default async function AvailabilityPage({ searchParams }: { searchParams: Promise<Query> }) {
  const { person, date, done: asked, count } = await searchParams;
  const actor = await personOrSignIn('/desk/availability');
  const now = new Date();
  const found = await viewAvailability(actor, { person: person || undefined, date: date || undefined }, now);
  // An address that makes no sense, or that is another's: one's own week.
  const answer = found.ok ? found : await viewAvailability(actor, {}, now);
  if (!answer.ok) return refusedPage(answer.refusal);
  const t = await getTranslations('availability');
  const { week, people } = answer.value;
  const done = DONE.find((one) => one === asked);
  const cancelled = Number(count) || 0;
  return (
    <>
      <PageHeader
        title={week && !week.person.isOwn ? t('titleOf', { name: week.person.name }) : t('title')}
        lead={t('lead')}
        aside={week && <Ways week={week} />}
      />
      <div className="flex flex-col gap-8">
        {done && (
          <Notice kind="success" title={t(`done.${done}`)}>
            {cancelled > 0 && t('done.cancelled', { count: cancelled })}
          </Notice>
        )}
        {people.length > 0 && <PersonChoice people={people} chosen={week?.person.id} date={week?.dates[0]} />}
        {week ? (
          <Week week={week} />
        ) : (
          <EmptyState title={t('none')}>{t(people.length > 0 ? 'noneAdmin' : 'noneText')}</EmptyState>
        )}
      </div>
    </>
  );
}

async function Ways({ week: { person, dates, today } }: { week: AvailabilityWeek }) {
  const t = await getTranslations('availability.ways');
  const date = dates.includes(today) ? today : (dates[0] ?? today);
  return (
    <>
      <LinkButton href={availabilityPath({ person, date }, '/new')} variant="primary">
        {t('new')}
      </LinkButton>
      <LinkButton href={availabilityPath({ person, date }, '/away/new')}>{t('away')}</LinkButton>
      <LinkButton href={availabilityPath({ person, date }, '/copy')}>{t('copy')}</LinkButton>
      <LinkButton href={availabilityPath({ person }, '/places')} variant="quiet">
        {t('places')}
      </LinkButton>
    </>
  );
}

async function Week({ week }: { week: AvailabilityWeek }) {
  const [t, locale] = [await getTranslations('availability'), await getLocale()];
  const { person, dates, today } = week;
  const [first = today, last = today] = [dates[0], dates.at(-1)];
  const range = t('week.range', {
    from: formatShortLocalDate(first, locale),
    until: formatShortLocalDate(last, locale),
  });
  const zone = formatZone(`${first}T12:00:00Z`, { locale, timeZone: person.timeZone });
  return (
    <>
      <section aria-labelledby="week" className="flex flex-col gap-4">
        <div>
          <h2 id="week" className="mb-2 text-xl">
            {range}
          </h2>
          <DateNav
            path="/desk/availability"
            localDate={first}
            today={today}
            keep={{ person: personOf(person) }}
            days={7}
          />
        </div>
        <p className="text-sm text-ink-soft">
          {t('week.zone', { zone, location: person.locationName })} {t(week.reads ? 'week.reads' : 'week.readsNot')}
        </p>
        {!person.active && (
          <Notice kind="attention" still>
            {t('inactive')}
          </Notice>
        )}
        <div className="md:hidden">
          <WeekList week={week} label={range} />
        </div>
        <div className="hidden md:block">
          <WeekTable week={week} label={range} />
        </div>
      </section>
      <RulesCard week={week} />
      <AbsencesCard week={week} />
    </>
  );
}
