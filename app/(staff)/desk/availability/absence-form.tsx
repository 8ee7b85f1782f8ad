'use client';

import { useTranslations } from 'next-intl';
import { Card } from '@/app/_ui/card';
import { SubmitButton } from '@/app/_ui/submit-button';
import { TextAreaField } from '@/app/_ui/text-area-field';
import { TextField } from '@/app/_ui/text-field';
import { AskingForm } from './asking-form';
import type { AskingAct } from './asking-state';

type Props = { action: AskingAct; hidden: Record<string, string | number>; initial: Record<string, string> };

/** From when to when somebody is out of office. */
export function AbsenceForm({ action, hidden, initial }: Props) {
  const t = useTranslations('availability.away');
  return (
    <AskingForm id="absence" action={action} hidden={hidden}>
      {({ values, fields, asked }) => {
        const shown = Object.keys(values).length > 0 ? values : initial;
        const timed = (name: string, label: string, hint: string) => (
          <TextField
            name={name}
            type="time"
            label={label}
            hint={hint}
            defaultValue={shown[name] ?? ''}
            error={fields[name]}
            optional
          />
        );
        return (
          <>
            <Card>
              <div className="flex flex-col gap-5">
                <div className="grid items-end gap-5 sm:grid-cols-[14rem_14rem]">
                  <TextField
                    name="from"
                    type="date"
                    label={t('from')}
                    defaultValue={shown.from ?? ''}
                    error={fields.from}
                  />
                  {timed('fromTime', t('fromTime'), t('fromTimeHint'))}
                  <TextField
                    name="to"
                    type="date"
                    label={t('to')}
                    hint={t('toHint')}
                    defaultValue={shown.to ?? ''}
                    error={fields.to}
                    optional
                  />
                  {timed('toTime', t('toTime'), t('toTimeHint'))}
                </div>
                <TextAreaField
                  name="note"
                  label={t('note')}
                  hint={t('noteHint')}
                  rows={2}
                  maxLength={200}
                  defaultValue={shown.note ?? ''}
                  error={fields.note}
                  optional
                />
              </div>
            </Card>
            <div>
              <SubmitButton variant={asked ? 'secondary' : 'primary'} pendingLabel={t('saving')}>
                {t('save')}
              </SubmitButton>
            </div>
          </>
        );
      }}
    </AskingForm>
  );
}
