'use client';

import { useTranslations } from 'next-intl';
import { useActionState } from 'react';
import { Notice } from '@/app/_ui/notice';
import { RadioGroup } from '@/app/_ui/radio-group';
import { SubmitButton } from '@/app/_ui/submit-button';
import { NO_PROBLEM } from '@/app/(staff)/act-form';
import { renewSecretAction, type SecretState } from './actions';
import { ShownSecret } from './shown-secret';

/** A new secret, and for how long the present one counts beside it. */
export function RenewForm({ clientId }: { clientId: number }) {
  const t = useTranslations('api.client');
  const problem = useTranslations('api')('problem');
  const [state, submit] = useActionState<SecretState, FormData>(renewSecretAction, NO_PROBLEM);
  if (state.shown) return <ShownSecret {...state.shown} />;
  const said = state.message ?? Object.values(state.fields).join(' ');
  return (
    <form action={submit} className="flex max-w-2xl flex-col gap-5">
      <input type="hidden" name="clientId" value={clientId} />
      {said && (
        <Notice kind="error" title={problem}>
          {said}
        </Notice>
      )}
      <RadioGroup
        name="former"
        label={t('former')}
        hint={t('formerHint')}
        defaultValue="day"
        choices={[
          { value: 'day', label: t('formerDay') },
          { value: 'week', label: t('formerWeek') },
          { value: 'none', label: t('formerNone') },
        ]}
      />
      <div>
        <SubmitButton variant="secondary" pendingLabel={t('renewing')}>
          {t('renew')}
        </SubmitButton>
      </div>
    </form>
  );
}
