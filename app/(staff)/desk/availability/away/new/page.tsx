import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PageHeader } from '@/app/_ui/page-header';
import { personOrSignIn } from '@/app/(staff)/person-or-sign-in';
import { refusedPage } from '@/app/(staff)/refused-page';
import { isLocalDate } from '@/lib/time/zone';
import { viewAvailabilityForm } from '@/lib/usecases/view-availability-form';
import { AbsenceForm } from '../../absence-form';
import { saveAbsenceAction } from '../../actions';
import { AvailabilityWords } from '../../availability-words';
import { formCrumbs } from '../../form-crumbs';
import { hiddenOf } from '../../paths';

type Props = { searchParams: Promise<{ person?: string; date?: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('availability.away'))('newTitle') };
}

export default async function NewAbsencePage({ searchParams }: Props) {
  const { person, date: asked } = await searchParams;
  const actor = await personOrSignIn('/desk/availability/away/new');
  const answer = await viewAvailabilityForm(actor, { person: person || undefined }, new Date());
  if (!answer.ok) return refusedPage(answer.refusal);
  const form = answer.value;
  const t = await getTranslations('availability.away');
  const date = asked && isLocalDate(asked) ? asked : form.today;
  return (
    <>
      <PageHeader title={t('newTitle')} lead={t('lead')} crumbs={await formCrumbs(form.person, date)} />
      <AvailabilityWords>
        <AbsenceForm action={saveAbsenceAction} hidden={hiddenOf(form.person, date)} initial={{ from: date }} />
      </AvailabilityWords>
    </>
  );
}
