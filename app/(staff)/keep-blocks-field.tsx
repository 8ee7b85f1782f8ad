'use client';

import { useContext } from 'react';
import { TextField } from '@/app/_ui/text-field';
import { SentForm } from './sent-form';

/** Until when times that Outlook closes stay closed; nothing: they open at once. */
export function KeepBlocksField({ id, words }: { id: string; words: Record<'label' | 'hint', string> }) {
  const { fields, values } = useContext(SentForm);
  return (
    <div className="max-w-xs">
      <TextField
        id={id}
        name="keepBlocksUntil"
        type="date"
        {...words}
        error={fields.keepBlocksUntil}
        defaultValue={values.keepBlocksUntil}
        optional
      />
    </div>
  );
}
