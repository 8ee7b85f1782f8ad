'use client';

import { useActionState } from 'react';
import { ErrorSummary } from '@/app/_ui/error-summary';
import { Notice } from '@/app/_ui/notice';
import { SubmitButton } from '@/app/_ui/submit-button';
import { TextField } from '@/app/_ui/text-field';
import { useFileLimit } from '@/app/_ui/use-file-limit';
import { type Act, NO_PROBLEM } from '@/app/(staff)/act-form';

type Props = {
  action: Act;
  spaceId: number;
  alt: string;
  /** There is none yet: a file is needed. Else words alone may change. */
  isFirst: boolean;
  mostBytes: number;
  words: Record<'file' | 'fileHint' | 'alt' | 'altHint' | 'save' | 'saving' | 'problem' | 'tooBig', string>;
};

/** A file, and what it shows in words. */
export function PictureForm({ action, spaceId, alt, isFirst, mostBytes, words }: Props) {
  const [{ message, fields, values }, submit] = useActionState(action, NO_PROBLEM);
  const [isTooBig, measure] = useFileLimit('picture', mostBytes);
  const problem = isTooBig ? words.tooBig : fields.picture;
  const errors = [
    ...(problem ? [{ id: 'picture-file', message: `${words.file}: ${problem}` }] : []),
    ...(fields.alt ? [{ id: 'picture-alt', message: `${words.alt}: ${fields.alt}` }] : []),
  ];
  return (
    <form
      action={submit}
      onSubmit={measure}
      onReset={(event) => event.preventDefault()}
      noValidate
      className="flex max-w-2xl flex-col gap-5"
    >
      <input type="hidden" name="id" value={spaceId} />
      <ErrorSummary errors={errors} />
      {message && (
        <Notice kind="error" title={words.problem}>
          {message}
        </Notice>
      )}
      <TextField
        id="picture-file"
        name="picture"
        type="file"
        accept="image/jpeg,image/png,image/webp"
        label={words.file}
        hint={words.fileHint}
        error={problem}
        optional={!isFirst}
      />
      <TextField
        id="picture-alt"
        name="alt"
        label={words.alt}
        hint={words.altHint}
        error={fields.alt}
        defaultValue={values.alt ?? alt}
        autoComplete="off"
      />
      <div>
        <SubmitButton variant="secondary" pendingLabel={words.saving}>
          {words.save}
        </SubmitButton>
      </div>
    </form>
  );
}
