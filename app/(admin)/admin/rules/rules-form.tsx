'use client';

import { useTranslations } from 'next-intl';
import { useActionState } from 'react';
import { ErrorSummary } from '@/app/_ui/error-summary';
import { Notice } from '@/app/_ui/notice';
import { SubmitButton } from '@/app/_ui/submit-button';
import type { CategoryWithRules } from '@/lib/usecases/view-rules';
import { formFields } from './form-fields';
import { labelOf } from './label-of';
import { OldBookings } from './old-bookings';
import { PeopleNotice } from './people-notice';
import { LimitsCard, WhoCard } from './person-cards';
import { NOTHING_YET, type RulesState } from './rules-state';
import { ShapeCard } from './shape-card';
import { AroundCard, TimeCard } from './time-cards';

type Props = {
  action: (state: RulesState, form: FormData) => Promise<RulesState>;
  category: CategoryWithRules;
  locationLimits: string;
  mostCancelled: number;
};

/** Every rule of a category, each with what it means beside it. */
export function RulesForm({ action, category, locationLimits, mostCancelled }: Props) {
  const t = useTranslations('rules');
  const [state, submit] = useActionState(action, NOTHING_YET);
  const form = formFields(state);
  const { rules } = category;
  return (
    // What was typed stays when the answer is no: React would empty the form.
    <form action={submit} onReset={(event) => event.preventDefault()} noValidate className="flex flex-col gap-6">
      <input type="hidden" name="categoryId" value={category.id} />
      <ErrorSummary
        errors={Object.entries(state.fields).map(([id, text]) => ({ id, message: `${labelOf(id, t)}: ${text}` }))}
      />
      {state.message && (
        <Notice kind="error" title={t('errorTitle')}>
          {state.message}
        </Notice>
      )}
      {state.old && <OldBookings old={state.old} form={form} mostCancelled={mostCancelled} />}
      {category.kind === 'person' && <PeopleNotice kinds={category.kinds} />}
      <ShapeCard form={form} rules={rules} withPeriods={category.kind === 'space'} />
      <TimeCard form={form} rules={rules} />
      <AroundCard form={form} rules={rules} />
      <LimitsCard form={form} category={category} locationLimits={locationLimits} />
      <WhoCard form={form} category={category} />
      <div>
        <SubmitButton pendingLabel={t('saving')}>{t('save')}</SubmitButton>
      </div>
    </form>
  );
}
