'use client';

import { type FormEvent, useActionState, useState } from 'react';
import { Notice } from '@/app/_ui/notice';
import { SubmitButton } from '@/app/_ui/submit-button';
import { Switch } from '@/app/_ui/switch';
import { opensOver, POLICY_MODES } from '@/lib/show-as';
import { APART, policyFromForm } from '@/lib/show-as-form';
import { freeBusyAction } from './choice-actions';
import { ClosersFields } from './closers-fields';
import type { FreeBusyWords } from './free-busy-words';
import { type FreeBusyState, MeetingsTable } from './meetings-table';

type Props = { words: FreeBusyWords; saved: Record<string, string>; mayLook: boolean };

const NOTHING: FreeBusyState = { message: null, fields: {}, values: {}, look: null };

/**
 * What counts as busy, held against the next two weeks: once they were read, every tick shows at once what it comes to;
 * without scripts the same button shows it.
 */
export function FreeBusyForm({ words, saved, mayLook }: Props) {
  const [{ message, values, look }, submit] = useActionState(freeBusyAction, NOTHING);
  const sent = Object.keys(values).length > 0 ? values : saved;
  // What stands in the form now, once somebody has touched it.
  const [typed, setTyped] = useState<Record<string, string> | null>(null);
  const policy = policyFromForm(typed ?? sent);
  const warned = [...new Set(POLICY_MODES.flatMap((mode) => opensOver(policy[mode])))];
  const follow = (event: FormEvent<HTMLFormElement>) =>
    setTyped(Object.fromEntries([...new FormData(event.currentTarget)].map(([name, value]) => [name, String(value)])));
  return (
    <form
      action={submit}
      onChange={follow}
      onReset={(event) => event.preventDefault()}
      className="group/busy flex flex-col gap-5"
    >
      {message && (
        <Notice kind="error" title={words.errorTitle}>
          {message}
        </Notice>
      )}
      <Switch
        name={APART}
        label={words.apart}
        hint={words.apartHint}
        onLabel={words.on}
        offLabel={words.off}
        defaultChecked={sent[APART] !== undefined}
      />
      <div className="grid gap-6 sm:grid-cols-2">
        <ClosersFields mode="inPerson" words={words} values={sent} />
        <ClosersFields
          mode="online"
          words={words}
          values={sent}
          className="hidden group-has-[[name=apart]:checked]/busy:block"
        />
      </div>
      <div aria-live="polite">
        {warned.length > 0 && (
          <Notice kind="attention" title={words.warnTitle} still>
            {words.warn.replace('{words}', warned.map((word) => `“${words[word]}”`).join(', '))}
          </Notice>
        )}
      </div>
      {mayLook && <p className="prose-width text-sm text-ink-soft">{words.lookHint}</p>}
      <div className="flex flex-wrap gap-3">
        <SubmitButton name="intent" value="save" variant="secondary" pendingLabel={words.saving}>
          {words.save}
        </SubmitButton>
        {mayLook && (
          <SubmitButton name="intent" value="look" variant="quiet" pendingLabel={words.looking}>
            {words.look}
          </SubmitButton>
        )}
      </div>
      {look && <MeetingsTable look={look} policy={policy} apart={Boolean((typed ?? sent)[APART])} words={words} />}
    </form>
  );
}
