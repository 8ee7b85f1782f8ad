'use client';

import { useActionState } from 'react';
import { buttonClass } from '@/app/_ui/button-class';
import { Notice } from '@/app/_ui/notice';
import { SubmitButton } from '@/app/_ui/submit-button';
import { TextField } from '@/app/_ui/text-field';
import type { FormState } from '../../form-state';

type Props = {
  action: (state: FormState, form: FormData) => Promise<FormState>;
  given: Record<string, string>;
  words: Record<'title' | 'until' | 'confirm' | 'action' | 'cancelling' | 'problem', string>;
  /** What leads to it opens it. */
  id?: string;
  /** Opened already, where a mail asked. */
  open?: boolean;
  /** Asks for a reason, in these words; nobody has to give one. */
  reason?: string;
};

/** Two steps, so that nobody cancels by a slip: open, then say yes. Needs no scripts. */
export function CancelForm({ action, given, words, id, reason, open = false }: Props) {
  const [{ message, fields, values }, submit] = useActionState(action, { message: null, fields: {}, values: {} });
  return (
    <details open={open || message || fields.reason ? true : undefined} className="group">
      <summary className={buttonClass('secondary', 'normal', 'list-none [&::-webkit-details-marker]:hidden')}>
        {words.title}
      </summary>
      <form id={id} action={submit} className="mt-3 flex flex-col gap-3 border-l-2 border-line pl-4">
        {Object.entries(given).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {message && (
          <Notice kind="error" title={words.problem}>
            {message}
          </Notice>
        )}
        <p>{words.confirm}</p>
        <p className="text-sm text-ink-soft">{words.until}</p>
        {reason && (
          <TextField
            name="reason"
            label={reason}
            optional
            maxLength={500}
            defaultValue={values.reason}
            error={fields.reason}
          />
        )}
        <div>
          <SubmitButton variant="danger" pendingLabel={words.cancelling}>
            {words.action}
          </SubmitButton>
        </div>
      </form>
    </details>
  );
}
