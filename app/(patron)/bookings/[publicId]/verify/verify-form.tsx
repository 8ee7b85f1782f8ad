'use client';

import { useActionState } from 'react';
import { Notice } from '@/app/_ui/notice';
import { SubmitButton } from '@/app/_ui/submit-button';
import type { FormState } from '../../../form-state';
import { verify } from './actions';

type Props = { publicId: string; link: string; words: Record<'confirm' | 'confirming' | 'problem', string> };

const BLANK: FormState = { message: null, fields: {}, values: {} };

/** Works without scripts as well. */
export function VerifyForm({ publicId, link, words }: Props) {
  const [{ message }, submit] = useActionState(verify, BLANK);
  return (
    <form action={submit} className="flex flex-col gap-5">
      <input type="hidden" name="publicId" value={publicId} />
      <input type="hidden" name="key" value={link} />
      {message && (
        <Notice kind="error" title={words.problem}>
          {message}
        </Notice>
      )}
      <div>
        <SubmitButton pendingLabel={words.confirming}>{words.confirm}</SubmitButton>
      </div>
    </form>
  );
}
