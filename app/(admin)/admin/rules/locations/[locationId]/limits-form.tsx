'use client';

import { useTranslations } from 'next-intl';
import { useActionState } from 'react';
import { Card } from '@/app/_ui/card';
import { ErrorSummary } from '@/app/_ui/error-summary';
import { Notice } from '@/app/_ui/notice';
import { SubmitButton } from '@/app/_ui/submit-button';
import type { LocationLimitsView } from '@/lib/usecases/view-rules';
import { formFields } from '../../form-fields';
import { labelOf } from '../../label-of';
import { LimitRows } from '../../limit-rows';
import { OldBookings } from '../../old-bookings';
import { NOTHING_YET, type RulesState } from '../../rules-state';

type Props = {
  action: (state: RulesState, form: FormData) => Promise<RulesState>;
  location: LocationLimitsView;
  mostCancelled: number;
};

/** The limits over all categories of a location. */
export function LimitsForm({ action, location, mostCancelled }: Props) {
  const t = useTranslations('rules');
  const [state, submit] = useActionState(action, NOTHING_YET);
  const form = formFields(state);
  return (
    <form action={submit} onReset={(event) => event.preventDefault()} noValidate className="flex flex-col gap-6">
      <input type="hidden" name="locationId" value={location.id} />
      <ErrorSummary
        errors={Object.entries(state.fields).map(([id, text]) => ({ id, message: `${labelOf(id, t)}: ${text}` }))}
      />
      {state.message && (
        <Notice kind="error" title={t('errorTitle')}>
          {state.message}
        </Notice>
      )}
      {state.old && <OldBookings old={state.old} form={form} mostCancelled={mostCancelled} />}
      <Card title={t('limits.title')} id="limits">
        <div className="flex flex-col gap-6">
          <p className="prose-width text-sm text-ink-soft">{t('limits.lead')}</p>
          <LimitRows form={form} limits={location.limits} />
        </div>
      </Card>
      <div>
        <SubmitButton pendingLabel={t('saving')}>{t('locationPage.save')}</SubmitButton>
      </div>
    </form>
  );
}
