'use client';

import { useActionState } from 'react';
import { Notice } from '@/app/_ui/notice';
import { type Choice, SelectField } from '@/app/_ui/select-field';
import { SubmitButton } from '@/app/_ui/submit-button';
import { Switch } from '@/app/_ui/switch';
import { TextField } from '@/app/_ui/text-field';
import { PreviewBox } from '@/app/(staff)/preview-box';
import { type RoomState, roomAction } from './room-action';

export type RoomWords = Record<
  | ('account' | 'mailbox' | 'mailboxHint' | 'find' | 'look' | 'looking' | 'link' | 'errorTitle' | 'foundTitle')
  | ('removeOld' | 'removeOldHint'),
  string
>;

type Props = {
  spaceId: number;
  words: RoomWords;
  accounts: Choice[];
  account: string;
  /** Another room is linked now, with upcoming events in it. */
  replaces: boolean;
};

const NOTHING: RoomState = { message: null, fields: {}, values: {}, preview: null, rooms: null };

/** First a look at the room, then the decision, in one form that works without scripts too. */
export function RoomForm({ spaceId, words, accounts, account, replaces }: Props) {
  const [{ message, fields, values, preview, rooms }, submit] = useActionState(roomAction, NOTHING);
  return (
    <form
      action={submit}
      onReset={(event) => event.preventDefault()}
      noValidate
      className="flex max-w-xl flex-col gap-5"
    >
      <input type="hidden" name="spaceId" value={spaceId} />
      <input type="hidden" name="seen" value={preview?.of ?? ''} />
      {message && (
        <Notice kind="error" title={words.errorTitle}>
          {message}
        </Notice>
      )}
      <SelectField
        name="connectionId"
        label={words.account}
        error={fields.connectionId}
        choices={accounts}
        defaultValue={values.connectionId ?? account}
      />
      <TextField
        name="mailbox"
        type="email"
        label={words.mailbox}
        hint={words.mailboxHint}
        error={fields.mailbox}
        defaultValue={values.mailbox ?? ''}
        list={rooms ? 'rooms-found' : undefined}
        autoComplete="off"
        spellCheck={false}
      />
      {rooms && (
        <>
          <datalist id="rooms-found">
            {rooms.map(({ address, label }) => (
              <option key={address} value={address} label={label} />
            ))}
          </datalist>
          <details open className="rounded-md border border-line px-4 py-3">
            <summary className="min-h-6 cursor-pointer font-medium">{words.foundTitle}</summary>
            <ul className="mt-2 max-h-64 list-disc overflow-y-auto pl-5">
              {rooms.map(({ address, label }) => (
                <li key={address} className="break-words">
                  {label} <code className="break-all">{address}</code>
                </li>
              ))}
            </ul>
          </details>
        </>
      )}
      <div className="flex flex-wrap gap-3">
        <SubmitButton
          name="intent"
          value="look"
          variant={preview ? 'secondary' : 'primary'}
          pendingLabel={words.looking}
        >
          {words.look}
        </SubmitButton>
        <SubmitButton name="intent" value="find" variant="quiet" pendingLabel={words.looking}>
          {words.find}
        </SubmitButton>
      </div>
      {preview && (
        <PreviewBox preview={preview}>
          {replaces && <Switch name="removeEvents" label={words.removeOld} hint={words.removeOldHint} />}
          <SubmitButton name="intent" value="link" pendingLabel={words.looking}>
            {words.link}
          </SubmitButton>
        </PreviewBox>
      )}
    </form>
  );
}
