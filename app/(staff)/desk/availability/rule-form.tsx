'use client';

import { useTranslations } from 'next-intl';
import { Card } from '@/app/_ui/card';
import { CheckGroup } from '@/app/_ui/check-group';
import { RadioGroup } from '@/app/_ui/radio-group';
import { SelectField } from '@/app/_ui/select-field';
import { SubmitButton } from '@/app/_ui/submit-button';
import { TextAreaField } from '@/app/_ui/text-area-field';
import { TextField } from '@/app/_ui/text-field';
import { AskingForm } from './asking-form';
import type { AskingAct, AskingState } from './asking-state';

type Choices = { value: string; label: string }[];

type Props = {
  action: AskingAct;
  hidden: Record<string, string | number>;
  /** What the fields show first, as a form would send it. */
  initial: Record<string, string>;
  weekdays: Choices;
  places: Choices;
  usualPlace: string;
  groups: Choices;
  /** Of a rule of chosen dates: those still to come, which may stay or go. */
  dates: Choices;
  newDates: number;
};

/** When, where and for whom somebody is there. */
export function RuleForm({ action, hidden, initial, ...choices }: Props) {
  const t = useTranslations('availability.form');
  return (
    <AskingForm id="rule" action={action} hidden={hidden}>
      {({ values, fields, asked }) => {
        const shown = Object.keys(values).length > 0 ? values : initial;
        return (
          <>
            <Card title={t('when')} id="when">
              <WhenFields {...choices} shown={shown} fields={fields} />
            </Card>
            <Card title={t('where')} id="where">
              <div className="flex flex-col gap-5">
                {choices.places.length > 0 && (
                  <CheckGroup
                    name="places"
                    label={t('places')}
                    hint={t('placesHint', { place: choices.usualPlace })}
                    choices={choices.places}
                    defaultValues={listed(shown.places)}
                    error={fields.places}
                    optional
                  />
                )}
                {choices.groups.length > 0 && (
                  <SelectField
                    name="group"
                    label={t('group')}
                    hint={t('groupHint')}
                    choices={[{ value: '', label: t('everywhere') }, ...choices.groups]}
                    defaultValue={shown.group ?? ''}
                    error={fields.group}
                    optional
                  />
                )}
                <TextAreaField
                  name="directions"
                  label={t('directions')}
                  hint={t('directionsHint')}
                  rows={2}
                  maxLength={1000}
                  defaultValue={shown.directions ?? ''}
                  error={fields.directions}
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

const listed = (csv: string | undefined) => (csv ?? '').split(',').filter(Boolean);

type Part = Pick<Props, 'weekdays' | 'dates' | 'newDates'> &
  Pick<AskingState, 'fields'> & { shown: Record<string, string> };

/** What does not count hides itself, by style alone. */
function WhenFields({ shown, fields, weekdays, dates, newDates }: Part) {
  const t = useTranslations('availability.form');
  return (
    <div className="flex flex-col gap-5">
      <div className="grid gap-5 sm:grid-cols-[10rem_10rem]">
        <TextField name="start" type="time" label={t('start')} defaultValue={shown.start ?? ''} error={fields.start} />
        <TextField name="end" type="time" label={t('end')} defaultValue={shown.end ?? ''} error={fields.end} />
        <label className="flex min-h-11 items-center gap-3 sm:col-span-2">
          <input
            type="checkbox"
            name="endNext"
            defaultChecked={shown.endNext === 'on'}
            className="size-5 shrink-0 accent-accent"
          />
          {t('endNext')}
        </label>
      </div>
      <RadioGroup
        name="repeat"
        label={t('repeat')}
        defaultValue={shown.repeat ?? 'weekly'}
        error={fields.repeat}
        choices={[
          { value: 'weekly', label: t('weekly') },
          { value: 'daily', label: t('daily') },
          { value: 'dates', label: t('dates'), hint: t('datesHint') },
        ]}
      />
      <div className="flex flex-col gap-5 group-has-[#repeat-daily:checked]/asking:hidden group-has-[#repeat-dates:checked]/asking:hidden">
        <CheckGroup
          name="weekdays"
          label={t('weekdays')}
          choices={weekdays}
          defaultValues={listed(shown.weekdays)}
          error={fields.weekdays}
        />
        <div className="max-w-60">
          <TextField
            name="everyWeeks"
            inputMode="numeric"
            label={t('everyWeeks')}
            hint={t('everyWeeksHint')}
            defaultValue={shown.everyWeeks ?? '1'}
            error={fields.everyWeeks}
            autoComplete="off"
          />
        </div>
      </div>
      <div className="grid gap-5 group-has-[#repeat-dates:checked]/asking:hidden sm:grid-cols-[14rem_14rem]">
        <TextField name="from" type="date" label={t('from')} defaultValue={shown.from ?? ''} error={fields.from} />
        <TextField
          name="until"
          type="date"
          label={t('until')}
          defaultValue={shown.until ?? ''}
          error={fields.until}
          optional
        />
      </div>
      <div className="hidden flex-col gap-5 group-has-[#repeat-dates:checked]/asking:flex">
        {dates.length > 0 && (
          <CheckGroup
            name="dates"
            label={t('keptDates')}
            hint={t('keptDatesHint')}
            choices={dates}
            defaultValues={listed(shown.dates)}
            error={fields.dates}
            optional
          />
        )}
        <fieldset>
          <legend className="mb-1.5 font-medium">{t(dates.length > 0 ? 'moreDates' : 'chosenDates')}</legend>
          <div className="grid grid-cols-[repeat(auto-fill,minmax(min(11rem,100%),1fr))] gap-4">
            {Array.from({ length: newDates }, (_, row) => `date-${row}`).map((name, row) => (
              <TextField
                key={name}
                name={name}
                type="date"
                label={t('newDate', { n: row + 1 })}
                defaultValue={shown[name] ?? ''}
                error={fields[name]}
                optional={row > 0 || dates.length > 0}
              />
            ))}
          </div>
        </fieldset>
      </div>
    </div>
  );
}
