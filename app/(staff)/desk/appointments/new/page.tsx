import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { Card } from '@/app/_ui/card';
import { EmptyState } from '@/app/_ui/empty-state';
import { PageHeader } from '@/app/_ui/page-header';
import { personOrSignIn } from '@/app/(staff)/person-or-sign-in';
import { isLocalDate } from '@/lib/time/zone';
import { viewAppointmentDesk } from '@/lib/usecases/view-appointment-desk';
import { seriesFormWords } from '../../series/form-words';
import { deskFormWords } from './desk-form-words';
import { FreeTimes } from './free-times';
import { WhenAndWho } from './when-and-who';
import { WhomAndWhat } from './whom-and-what';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('appointmentDesk'))('title') };
}

type Props = { searchParams: Promise<Record<string, string | string[]>> };

/** Staff book an appointment for somebody: with whom and for what first, then when and for whom. */
export default async function BookAppointmentForPage({ searchParams }: Props) {
  const [actor, query] = [await personOrSignIn('/desk/appointments/new'), await searchParams];
  const answer = await viewAppointmentDesk(actor, query, new Date());
  if (!answer.ok) return null;
  const { people, chosen } = answer.value;
  const [t, locale] = [await getTranslations('appointmentDesk'), await getLocale()];
  const text = (name: string) => (typeof query[name] === 'string' ? query[name] : '');
  const date = isLocalDate(text('date')) ? text('date') : (chosen?.from ?? '');
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      {chosen ? (
        <div className="flex max-w-3xl flex-col gap-6">
          <Card title={t('whom')} id="whom-and-what">
            <WhomAndWhat people={people} chosen={chosen} />
          </Card>
          <Card title={t('free.title', { name: chosen.person.name })} id="free">
            <FreeTimes chosen={chosen} start={text('at')} />
          </Card>
          <WhenAndWho
            // Another person, kind or place, and another time that was pressed, are another form.
            key={`${chosen.person.id} ${chosen.kind.id} ${chosen.place.id} ${text('at')}`}
            hidden={{
              ...{ whom: String(chosen.person.id), kindId: String(chosen.kind.id ?? '') },
              ...{ placeId: String(chosen.place.id ?? ''), at: text('at'), timeZone: chosen.person.timeZone },
            }}
            initial={{ date, start: text('start'), minutes: String(chosen.kind.defaultMinutes), locale }}
            words={await seriesFormWords('book')}
            own={await deskFormWords()}
          />
        </div>
      ) : (
        <EmptyState title={t('nobody')} />
      )}
    </>
  );
}
