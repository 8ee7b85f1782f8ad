import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { Card } from '@/app/_ui/card';
import { EmptyState } from '@/app/_ui/empty-state';
import { PageHeader } from '@/app/_ui/page-header';
import { personOrSignIn } from '@/app/(staff)/person-or-sign-in';
import { refusedPage } from '@/app/(staff)/refused-page';
import { formatDuration } from '@/lib/messages/format';
import { isLocalDate } from '@/lib/time/zone';
import { fieldOf } from '@/lib/usecases/answers-input';
import { viewAppointmentDesk } from '@/lib/usecases/view-appointment-desk';
import { seriesFormWords } from '../../series/form-words';
import { deskFormWords } from './desk-form-words';
import { FreeTimes } from './free-times';
import { WhenAndWho } from './when-and-who';
import { WhomAndWhat } from './whom-and-what';
import { whomName } from './whom-name';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('appointmentDesk'))('title') };
}

type Props = { searchParams: Promise<Record<string, string | string[]>> };

/** Staff book an appointment for somebody: with whom and for what first, then when and for whom. */
export default async function BookAppointmentForPage({ searchParams }: Props) {
  const [actor, query] = [await personOrSignIn('/desk/appointments/new'), await searchParams];
  const answer = await viewAppointmentDesk(actor, query, new Date());
  if (!answer.ok) return refusedPage(answer.refusal);
  const { chosen } = answer.value;
  const [t, locale] = [await getTranslations('appointmentDesk'), await getLocale()];
  const text = (name: string) => (typeof query[name] === 'string' ? query[name] : '');
  const date = isLocalDate(text('date')) ? text('date') : (chosen?.from ?? '');
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      {chosen ? (
        <div className="flex max-w-3xl flex-col gap-6">
          <Card title={t('whom')} id="whom-and-what">
            <WhomAndWhat desk={answer.value} chosen={chosen} />
          </Card>
          <Card
            title={
              chosen.isTeam
                ? t('free.titleAny', { whom: whomName(answer.value, t) })
                : t('free.title', { name: chosen.name })
            }
            id="free"
          >
            <FreeTimes chosen={chosen} start={text('at')} />
          </Card>
          <WhenAndWho
            // Another person, kind or place, and another time that was pressed, are another form.
            key={`${chosen.whom} ${chosen.kind} ${chosen.place} ${text('at')}`}
            hidden={{
              ...{ whom: chosen.whom, at: text('at'), timeZone: chosen.timeZone },
              ...(chosen.isTeam
                ? { kind: chosen.kind, where: chosen.place }
                : { kindId: chosen.kind, placeId: chosen.place }),
            }}
            initial={{ date, start: text('start'), minutes: String(chosen.minutes), locale }}
            fixedLength={chosen.isTeam ? t('length', { duration: formatDuration(chosen.minutes, locale) }) : null}
            questions={chosen.questions.map((one) => ({ ...one, name: fieldOf(one), required: false }))}
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
