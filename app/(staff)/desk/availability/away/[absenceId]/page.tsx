import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { PageHeader } from '@/app/_ui/page-header';
import { SubmitButton } from '@/app/_ui/submit-button';
import { ActForm } from '@/app/(staff)/act-form';
import { personOrSignIn } from '@/app/(staff)/person-or-sign-in';
import { isLocalDate } from '@/lib/time/zone';
import { viewAvailabilityForm } from '@/lib/usecases/view-availability-form';
import { AbsenceForm } from '../../absence-form';
import { removeAbsenceAction, saveAbsenceAction } from '../../actions';
import { AvailabilityWords } from '../../availability-words';
import { clockOf } from '../../clock-of';
import { formCrumbs } from '../../form-crumbs';

type Props = { params: Promise<{ absenceId: string }>; searchParams: Promise<{ week?: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('availability.away'))('editTitle') };
}

export default async function AbsencePage({ params, searchParams }: Props) {
  const [{ absenceId }, { week: asked }] = [await params, await searchParams];
  const actor = await personOrSignIn(`/desk/availability/away/${absenceId}`);
  const answer = await viewAvailabilityForm(actor, { absenceId }, new Date());
  if (!answer.ok || !answer.value.absence) return notFound();
  const { person, today, absence } = answer.value;
  const t = await getTranslations('availability.away');
  const week = asked && isLocalDate(asked) ? asked : today;
  const { fromDate, fromMinute, toDate, toMinute, note } = absence;
  const initial = {
    ...{ from: fromDate, fromTime: fromMinute > 0 ? clockOf(fromMinute) : '', to: toDate },
    ...{ toTime: toMinute < 1440 ? clockOf(toMinute) : '', note },
  };
  return (
    <>
      <PageHeader title={t('editTitle')} lead={t('lead')} crumbs={await formCrumbs(person, week)} />
      <AvailabilityWords>
        <div className="flex flex-col gap-8">
          <AbsenceForm action={saveAbsenceAction} hidden={{ absenceId: absence.id, week }} initial={initial} />
          <ActForm action={removeAbsenceAction} hidden={{ absenceId: absence.id, week }} problem={t('problem')}>
            <SubmitButton variant="danger" pendingLabel={t('saving')}>
              {t('removeThis')}
            </SubmitButton>
          </ActForm>
        </div>
      </AvailabilityWords>
    </>
  );
}
