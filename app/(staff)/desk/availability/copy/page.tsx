import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { PageHeader } from '@/app/_ui/page-header';
import { personOrSignIn } from '@/app/(staff)/person-or-sign-in';
import { refusedPage } from '@/app/(staff)/refused-page';
import { formatShortLocalDate } from '@/lib/messages/format';
import { addDays, isLocalDate, mondayOf } from '@/lib/time/zone';
import { MOST_COPIED_WEEKS } from '@/lib/usecases/copy-week';
import { viewAvailabilityForm } from '@/lib/usecases/view-availability-form';
import { AvailabilityWords } from '../availability-words';
import { formCrumbs } from '../form-crumbs';
import { hiddenOf } from '../paths';
import { CopyForm } from './copy-form';

type Props = { searchParams: Promise<{ person?: string; date?: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('availability.copy'))('title') };
}

export default async function CopyWeekPage({ searchParams }: Props) {
  const { person, date: asked } = await searchParams;
  const actor = await personOrSignIn('/desk/availability/copy');
  const answer = await viewAvailabilityForm(actor, { person: person || undefined }, new Date());
  if (!answer.ok) return refusedPage(answer.refusal);
  const form = answer.value;
  const [t, locale] = [await getTranslations('availability.copy'), await getLocale()];
  const monday = mondayOf(asked && isLocalDate(asked) ? asked : form.today);
  return (
    <>
      <PageHeader
        title={t('title')}
        lead={t('lead', {
          from: formatShortLocalDate(monday, locale),
          until: formatShortLocalDate(addDays(monday, 6), locale),
        })}
        crumbs={await formCrumbs(form.person, monday)}
      />
      <AvailabilityWords>
        <CopyForm hidden={hiddenOf(form.person, monday)} nextWeek={addDays(monday, 7)} mostWeeks={MOST_COPIED_WEEKS} />
      </AvailabilityWords>
    </>
  );
}
