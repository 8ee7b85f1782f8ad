import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PageHeader } from '@/app/_ui/page-header';
import { personOrSignIn } from '@/app/(staff)/person-or-sign-in';
import { refusedPage } from '@/app/(staff)/refused-page';
import { isLocalDate, weekdayOf } from '@/lib/time/zone';
import { NEW_DATES } from '@/lib/usecases/availability-rule-input';
import { viewAvailabilityForm } from '@/lib/usecases/view-availability-form';
import { saveRuleAction } from '../actions';
import { AvailabilityWords } from '../availability-words';
import { formCrumbs } from '../form-crumbs';
import { hiddenOf } from '../paths';
import { ruleChoices } from '../rule-choices';
import { RuleForm } from '../rule-form';

type Props = { searchParams: Promise<{ person?: string; date?: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('availability.form'))('newTitle') };
}

export default async function NewRulePage({ searchParams }: Props) {
  const { person, date: asked } = await searchParams;
  const actor = await personOrSignIn('/desk/availability/new');
  const answer = await viewAvailabilityForm(actor, { person: person || undefined }, new Date());
  if (!answer.ok) return refusedPage(answer.refusal);
  const form = answer.value;
  const t = await getTranslations('availability.form');
  const date = asked && isLocalDate(asked) && asked >= form.today ? asked : form.today;
  return (
    <>
      <PageHeader title={t('newTitle')} lead={t('newLead')} crumbs={await formCrumbs(form.person, date)} />
      <AvailabilityWords>
        <RuleForm
          action={saveRuleAction}
          hidden={hiddenOf(form.person, date)}
          initial={{ repeat: 'weekly', from: date, weekdays: String(weekdayOf(date)), 'date-0': date }}
          {...(await ruleChoices(form))}
          newDates={NEW_DATES}
        />
      </AvailabilityWords>
    </>
  );
}
