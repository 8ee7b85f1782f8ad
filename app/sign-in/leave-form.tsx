'use client';

import { useActionState } from 'react';
import { SubmitButton } from '@/app/_ui/submit-button';

type Props = {
  /** Answers the address of the provider's own page. */
  action: (state: string | null, form: FormData) => Promise<string>;
  to: string | null;
  label: string;
  /** Of the link that is there should the browser stay. */
  goOn: string;
};

/**
 * To the page of a provider that an admin chose. Our policy lets forms lead to Microsoft and to ourselves only, wherever
 * they are redirected; so the answer is a page that moves on by itself. Needs no scripts.
 */
export function LeaveForm({ action, to, label, goOn }: Props) {
  const [address, submit] = useActionState(action, null);
  return (
    <form action={submit} className="flex flex-col gap-2">
      {to && <input type="hidden" name="to" value={to} />}
      <SubmitButton variant="secondary" icon="external" className="w-full">
        {label}
      </SubmitButton>
      {address && (
        <p role="status">
          <meta httpEquiv="refresh" content={`0;url=${address}`} />
          <a href={address}>{goOn}</a>
        </p>
      )}
    </form>
  );
}
