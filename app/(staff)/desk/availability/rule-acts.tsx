'use client';

import { useTranslations } from 'next-intl';
import { SubmitButton } from '@/app/_ui/submit-button';
import { TextField } from '@/app/_ui/text-field';
import { AskingForm } from './asking-form';
import type { AskingAct } from './asking-state';

type Props = { action: AskingAct; hidden: Record<string, string | number> };

const layout = 'group/asking flex flex-col items-start gap-4';

/** One date is taken out of a rule. */
export function SkipForm({ action, hidden, date }: Props & { date: string }) {
  const t = useTranslations('availability.rule');
  return (
    <AskingForm id="skip" action={action} hidden={{ ...hidden, act: 'skip' }} className={layout}>
      {({ values, fields }) => (
        <>
          <TextField name="date" type="date" label={t('date')} defaultValue={values.date ?? date} error={fields.date} />
          <SubmitButton variant="secondary" pendingLabel={t('saving')}>
            {t('skip')}
          </SubmitButton>
        </>
      )}
    </AskingForm>
  );
}

/** A rule has a last day from now on. */
export function EndForm({ action, hidden, lastDay }: Props & { lastDay: string }) {
  const t = useTranslations('availability.rule');
  return (
    <AskingForm id="end" action={action} hidden={{ ...hidden, act: 'end' }} className={layout}>
      {({ values, fields }) => (
        <>
          <TextField
            name="lastDay"
            type="date"
            label={t('lastDay')}
            defaultValue={values.lastDay ?? lastDay}
            error={fields.lastDay}
          />
          <SubmitButton variant="secondary" pendingLabel={t('saving')}>
            {t('end')}
          </SubmitButton>
        </>
      )}
    </AskingForm>
  );
}

/** All of a rule goes; or a date that was taken out is put back, which takes nothing from anybody. */
export function ActOnRule({
  id,
  action,
  hidden,
  label,
  isRemoval = false,
}: Props & { id: string; label: string; isRemoval?: boolean }) {
  const t = useTranslations('availability.rule');
  return (
    <AskingForm id={id} action={action} hidden={hidden} className={layout}>
      {() => (
        <SubmitButton
          variant={isRemoval ? 'danger' : 'quiet'}
          size={isRemoval ? 'normal' : 'small'}
          pendingLabel={t('saving')}
        >
          {label}
        </SubmitButton>
      )}
    </AskingForm>
  );
}
