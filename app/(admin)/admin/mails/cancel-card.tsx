'use client';

import { useTranslations } from 'next-intl';
import { useActionState } from 'react';
import { Card } from '@/app/_ui/card';
import { ErrorSummary } from '@/app/_ui/error-summary';
import { Notice } from '@/app/_ui/notice';
import { SelectField } from '@/app/_ui/select-field';
import { SubmitButton } from '@/app/_ui/submit-button';
import { TextField } from '@/app/_ui/text-field';
import { NO_PROBLEM } from '@/app/(staff)/act-form';
import { locales } from '@/lib/messages/locales';
import { saveCancelMailAction } from './actions';

type Props = { locationId: number; to: { address: string; locale: string } };

/** Whom a location tells when a patron cancels. Needs no scripts. */
export function CancelCard({ locationId, to }: Props) {
  const t = useTranslations('mails');
  const [{ message, fields, values }, submit] = useActionState(saveCancelMailAction, NO_PROBLEM);
  return (
    <Card title={t('cancel.title')} id="cancel">
      <form
        action={submit}
        onReset={(event) => event.preventDefault()}
        noValidate
        className="flex max-w-md flex-col items-start gap-5"
      >
        <input type="hidden" name="location" value={locationId} />
        <ErrorSummary errors={Object.entries(fields).map(([id, text]) => ({ id, message: text }))} />
        {message && (
          <Notice kind="error" title={t('errorTitle')}>
            {message}
          </Notice>
        )}
        <TextField
          name="address"
          type="email"
          label={t('cancel.address')}
          hint={t('cancel.hint')}
          error={fields.address}
          defaultValue={values.address ?? to.address}
          autoComplete="off"
          spellCheck={false}
          optional
        />
        <SelectField
          name="locale"
          label={t('cancel.locale')}
          error={fields.locale}
          defaultValue={values.locale ?? to.locale}
          choices={locales.map((one) => ({ value: one, label: t(`languages.${one}`) }))}
        />
        <SubmitButton pendingLabel={t('cancel.saving')}>{t('cancel.save')}</SubmitButton>
      </form>
    </Card>
  );
}
