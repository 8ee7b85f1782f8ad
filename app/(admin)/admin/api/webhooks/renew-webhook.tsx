'use client';

import { useActionState } from 'react';
import { Notice } from '@/app/_ui/notice';
import { SubmitButton } from '@/app/_ui/submit-button';
import { NO_PROBLEM } from '@/app/(staff)/act-form';
import { ShownOnce } from '../shown-once';
import { renewWebhookAction, type WebhookState } from './actions';
import type { WebhookWords } from './webhook-words';

/** A new secret, shown once. */
export function RenewWebhook({ id, words }: { id: number; words: WebhookWords }) {
  const [{ shown, message }, submit] = useActionState<WebhookState, FormData>(renewWebhookAction, NO_PROBLEM);
  if (shown) return <ShownOnce value={shown.secret} href={`/admin/api/webhooks/${id}`} words={words.shownOnce} />;
  return (
    <form action={submit} className="flex flex-col gap-4">
      <input type="hidden" name="id" value={id} />
      {message && (
        <Notice kind="error" title={words.problem}>
          {message}
        </Notice>
      )}
      <div>
        <SubmitButton variant="secondary" pendingLabel={words.renewing}>
          {words.renew}
        </SubmitButton>
      </div>
    </form>
  );
}
