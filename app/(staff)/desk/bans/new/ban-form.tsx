'use client';

import { useActionState } from 'react';
import { ErrorSummary } from '@/app/_ui/error-summary';
import { Notice } from '@/app/_ui/notice';
import { RadioGroup } from '@/app/_ui/radio-group';
import { SelectField } from '@/app/_ui/select-field';
import { SubmitButton } from '@/app/_ui/submit-button';
import { TextAreaField } from '@/app/_ui/text-area-field';
import { TextField } from '@/app/_ui/text-field';
import { type Act, NO_PROBLEM } from '@/app/(staff)/act-form';

type Words = Record<
  | ('where' | 'everywhere' | 'reason' | 'reasonHint' | 'lastDay' | 'lastDayHint' | 'bookings' | 'bookingsHint')
  | ('keep' | 'cancel' | 'cancelHint' | 'submit' | 'saving' | 'problem'),
  string
>;

type Props = {
  action: Act;
  email: string;
  locations: { id: number; name: string }[];
  mayEverywhere: boolean;
  /** False: there is nothing about which to ask. */
  hasBookings: boolean;
  words: Words;
};

const ORDER = ['email', 'locationId', 'reason', 'lastDay', 'bookings'];

/** Where, why, until when, and what becomes of the bookings. Needs no scripts. */
export function BanForm({ action, email, locations, mayEverywhere, hasBookings, words }: Props) {
  const [{ message, fields, values }, submit] = useActionState(action, NO_PROBLEM);
  const errors = ORDER.flatMap((name) => {
    const problem = fields[name];
    return problem ? [{ id: name === 'email' ? 'ban-form' : name, message: problem }] : [];
  });
  return (
    <form
      id="ban-form"
      action={submit}
      onReset={(event) => event.preventDefault()}
      noValidate
      className="flex flex-col gap-5"
    >
      <input type="hidden" name="email" value={email} />
      {!hasBookings && <input type="hidden" name="bookings" value="keep" />}
      <ErrorSummary errors={errors} />
      {message && (
        <Notice kind="error" title={words.problem}>
          {message}
        </Notice>
      )}
      <SelectField
        name="locationId"
        label={words.where}
        optional
        choices={[
          ...(mayEverywhere ? [{ value: '', label: words.everywhere }] : []),
          ...locations.map(({ id, name }) => ({ value: String(id), label: name })),
        ]}
        defaultValue={values.locationId ?? ''}
        error={fields.locationId}
      />
      <TextAreaField
        name="reason"
        label={words.reason}
        hint={words.reasonHint}
        rows={3}
        maxLength={500}
        defaultValue={values.reason}
        error={fields.reason}
      />
      <div className="max-w-xs">
        <TextField
          name="lastDay"
          type="date"
          label={words.lastDay}
          hint={words.lastDayHint}
          optional
          defaultValue={values.lastDay}
          error={fields.lastDay}
        />
      </div>
      {hasBookings && (
        <RadioGroup
          name="bookings"
          label={words.bookings}
          hint={words.bookingsHint}
          choices={[
            { value: 'keep', label: words.keep },
            { value: 'cancel', label: words.cancel, hint: words.cancelHint },
          ]}
          defaultValue={values.bookings}
          error={fields.bookings}
        />
      )}
      <div>
        <SubmitButton variant="danger" pendingLabel={words.saving}>
          {words.submit}
        </SubmitButton>
      </div>
    </form>
  );
}
