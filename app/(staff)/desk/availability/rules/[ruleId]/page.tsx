import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { Card } from '@/app/_ui/card';
import { PageHeader } from '@/app/_ui/page-header';
import { personOrSignIn } from '@/app/(staff)/person-or-sign-in';
import { formatShortLocalDate } from '@/lib/messages/format';
import { isLocalDate } from '@/lib/time/zone';
import { NEW_DATES } from '@/lib/usecases/availability-rule-input';
import { type AvailabilityForm, viewAvailabilityForm } from '@/lib/usecases/view-availability-form';
import { endRuleAction, saveRuleAction } from '../../actions';
import { AvailabilityWords } from '../../availability-words';
import { clockOf } from '../../clock-of';
import { formCrumbs } from '../../form-crumbs';
import { ActOnRule, EndForm, SkipForm } from '../../rule-acts';
import { ruleChoices } from '../../rule-choices';
import { RuleForm } from '../../rule-form';
import { ruleText } from '../../rule-text';

type Props = { params: Promise<{ ruleId: string }>; searchParams: Promise<{ date?: string; week?: string }> };
type Rule = NonNullable<AvailabilityForm['rule']>;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('availability.rule'))('title') };
}

export default async function RulePage({ params, searchParams }: Props) {
  const [{ ruleId }, { date, week: askedWeek }] = [await params, await searchParams];
  const actor = await personOrSignIn(`/desk/availability/rules/${ruleId}`);
  const answer = await viewAvailabilityForm(actor, { ruleId }, new Date());
  if (!answer.ok || !answer.value.rule) return notFound();
  const [form, rule] = [answer.value, answer.value.rule];
  const [t, locale] = [await getTranslations('availability.rule'), await getLocale()];
  const week = askedWeek && isLocalDate(askedWeek) ? askedWeek : form.today;
  const hidden = { ruleId: rule.id, week };
  return (
    <>
      <PageHeader
        title={t('title')}
        lead={ruleText(rule, form.today, t, locale)}
        crumbs={await formCrumbs(form.person, week)}
      />
      <AvailabilityWords>
        <div className="flex max-w-3xl flex-col gap-8">
          <SkipCard form={form} hidden={hidden} asked={date} />
          <RuleForm
            action={saveRuleAction}
            hidden={hidden}
            initial={initialOf(rule)}
            {...(await ruleChoices(form))}
            newDates={NEW_DATES}
          />
          <Card title={t('endTitle')} id="end">
            <div className="flex flex-col gap-6">
              <p className="prose-width text-ink-soft">{t('endLead')}</p>
              {rule.repeat !== 'dates' && <EndForm action={endRuleAction} hidden={hidden} lastDay={rule.until ?? ''} />}
              <ActOnRule
                id="remove"
                action={endRuleAction}
                hidden={{ ...hidden, act: 'remove' }}
                label={t('remove')}
                isRemoval
              />
            </div>
          </Card>
        </div>
      </AvailabilityWords>
    </>
  );
}

type SkipProps = { form: AvailabilityForm; hidden: { ruleId: number; week: string }; asked: string | undefined };

/** Exceptions: a date taken out, and those that were. */
async function SkipCard({ form: { next, skipped }, hidden, asked }: SkipProps) {
  const [t, locale] = [await getTranslations('availability.rule'), await getLocale()];
  const date = (one: string) => formatShortLocalDate(one, locale);
  return (
    <Card title={t('skipTitle')} id="exceptions">
      <div className="flex flex-col gap-5">
        <p className="prose-width text-ink-soft">
          {next.length > 0 ? t('next', { dates: next.map(date).join('; ') }) : t('nextNone')}
        </p>
        {next.length > 0 && (
          <SkipForm
            action={endRuleAction}
            hidden={hidden}
            date={asked && isLocalDate(asked) ? asked : (next[0] ?? '')}
          />
        )}
        {skipped.length > 0 && (
          <div>
            <h3 className="font-medium">{t('skipped')}</h3>
            <ul className="mt-1 flex flex-col gap-1">
              {skipped.map((one) => (
                <li key={one} className="flex flex-wrap items-center gap-x-4">
                  {date(one)}
                  <ActOnRule
                    id={`unskip-${one}`}
                    action={endRuleAction}
                    hidden={{ ...hidden, act: 'unskip', date: one }}
                    label={t('unskip', { date: date(one) })}
                  />
                </li>
              ))}
            </ul>
          </div>
        )}
      </div>
    </Card>
  );
}

const initialOf = (rule: Rule): Record<string, string> => ({
  ...{ repeat: rule.repeat, from: rule.from, until: rule.until ?? '', everyWeeks: String(rule.everyWeeks) },
  ...{ weekdays: rule.weekdays.join(), dates: rule.dates.join(), places: rule.placeIds.join() },
  ...{ start: clockOf(rule.startsMinute), end: clockOf(rule.endsMinute), endNext: rule.endsMinute > 1440 ? 'on' : '' },
  ...{ group: rule.groupId === null ? '' : String(rule.groupId), directions: rule.directions },
});
