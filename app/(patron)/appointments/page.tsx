import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { ZoneNote } from '@/app/_ui/own-time/zone-note';
import { PageHeader } from '@/app/_ui/page-header';
import { currentActor } from '@/lib/auth/actor';
import { formatZone } from '@/lib/messages/format';
import { findPeople } from '@/lib/usecases/find-people';
import { FindForm, type FindQuery } from './find-form';
import { FoundPeople } from './found-people';
import { TeamLinks } from './team-links';

type Props = { searchParams: Promise<Record<keyof FindQuery, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('findPeople');
  return { title: t('title') };
}

/** Whom one can meet, by subject, name, place and day; the address is the search, to keep or to send. */
export default async function AppointmentsPage({ searchParams }: Props) {
  const [asked, actor, now] = [await searchParams, await currentActor(), new Date()];
  const query: FindQuery = Object.fromEntries(Object.entries(asked).filter(([, one]) => typeof one === 'string'));
  const [t, locale] = [await getTranslations('findPeople'), await getLocale()];
  const searched = await findPeople(actor, query, now);
  // What makes no sense is said at its field; the rest of the form stays as it was filled in.
  const answer = searched.ok ? searched : await findPeople(actor, {}, now);
  if (!answer.ok) return null;
  const found = answer.value;
  const timeZone = found.people[0]?.person.timeZone;
  const problems = !searched.ok && searched.refusal.code === 'invalid' ? searched.refusal.fields : {};
  const isSearch = Object.values(found.wish).some((one) => one !== null);
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      <FindForm found={found} given={query} problems={problems} />
      {!isSearch && <TeamLinks found={found} />}
      <FoundPeople found={found} />
      {timeZone && (
        <div className="mt-6">
          <ZoneNote timeZone={timeZone} zoneName={formatZone(now, { locale, timeZone })} at={now} />
        </div>
      )}
    </>
  );
}
