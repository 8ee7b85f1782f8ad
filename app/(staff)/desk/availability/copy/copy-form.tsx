'use client';

import { useTranslations } from 'next-intl';
import { useActionState, useEffect, useRef } from 'react';
import { Card } from '@/app/_ui/card';
import { ErrorSummary } from '@/app/_ui/error-summary';
import { Notice } from '@/app/_ui/notice';
import { RadioGroup } from '@/app/_ui/radio-group';
import { SubmitButton } from '@/app/_ui/submit-button';
import { TextField } from '@/app/_ui/text-field';
import { labelOf } from '../label-of';
import { copyAction } from './copy-action';
import type { CopyShown, CopyState } from './copy-state';

const NOTHING_YET: CopyState = { message: null, fields: {}, values: {}, plan: null };

type Props = { hidden: Record<string, string | number>; nextWeek: string; mostWeeks: number };

/** Where to, then what that would add, then yes. Needs no scripts. */
export function CopyForm({ hidden, nextWeek, mostWeeks }: Props) {
  const t = useTranslations('availability');
  const [{ message, fields, values, plan }, submit] = useActionState(copyAction, NOTHING_YET);
  return (
    <form
      action={submit}
      onReset={(event) => event.preventDefault()}
      noValidate
      className="group/copy flex max-w-3xl flex-col gap-6"
    >
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <ErrorSummary
        errors={Object.entries(fields).map(([id, text]) => ({ id, message: `${labelOf(id, t)}: ${text}` }))}
      />
      {message && (
        <Notice kind="error" title={t('problem')}>
          {message}
        </Notice>
      )}
      <Card>
        <div className="flex flex-col gap-5">
          <RadioGroup
            name="to"
            label={t('copy.to')}
            defaultValue={values.to ?? 'week'}
            error={fields.to}
            choices={[
              { value: 'week', label: t('copy.toWeek') },
              { value: 'next', label: t('copy.toNext') },
            ]}
          />
          <div className="max-w-60 group-has-[#to-next:checked]/copy:hidden">
            <TextField
              name="other"
              type="date"
              label={t('copy.other')}
              hint={t('copy.otherHint')}
              defaultValue={values.other ?? nextWeek}
              error={fields.other}
            />
          </div>
          <div className="max-w-60 group-has-[#to-week:checked]/copy:hidden">
            <TextField
              name="weeks"
              inputMode="numeric"
              label={t('copy.weeks')}
              hint={t('copy.weeksHint', { most: mostWeeks })}
              defaultValue={values.weeks ?? '4'}
              error={fields.weeks}
              autoComplete="off"
            />
          </div>
          <div>
            <SubmitButton variant={plan ? 'secondary' : 'primary'} pendingLabel={t('copy.looking')}>
              {t('copy.look')}
            </SubmitButton>
          </div>
        </div>
      </Card>
      {plan && <Plan plan={plan} />}
    </form>
  );
}

/** Takes the focus when it appears. */
function Plan({ plan: { seen, days, already, past } }: { plan: CopyShown }) {
  const t = useTranslations('availability.copy');
  const box = useRef<HTMLElement>(null);
  useEffect(() => {
    if (seen) box.current?.focus();
  }, [seen]);
  return (
    <section
      ref={box}
      aria-labelledby="plan"
      tabIndex={-1}
      className="flex flex-col gap-4 rounded-md border-2 border-l-4 border-waiting bg-waiting-soft px-4 py-4"
    >
      <h2 id="plan" className="text-lg font-semibold">
        {t('planTitle', { count: days.length })}
      </h2>
      {days.length > 0 && (
        <dl className="grid gap-x-6 gap-y-2 sm:grid-cols-[auto_1fr]">
          {days.map(({ date, spans }) => (
            <div key={date} className="contents">
              <dt className="font-medium">{date}</dt>
              <dd>
                {spans.map((span) => (
                  <span key={span} className="tabular block break-words">
                    {span}
                  </span>
                ))}
              </dd>
            </div>
          ))}
        </dl>
      )}
      {already > 0 && <p>{t('already', { count: already })}</p>}
      {past > 0 && <p>{t('past', { count: past })}</p>}
      {days.length > 0 && (
        <div>
          <input type="hidden" name="shown" value={seen} />
          <SubmitButton name="act" value="copy" pendingLabel={t('copying')}>
            {t('copy')}
          </SubmitButton>
        </div>
      )}
    </section>
  );
}
