import type { OwnedFields } from './owned-fields';
import type { Answer } from './plan-answer';
import { type EditedMirror, type RemoteEdit, restoresToday } from './plan-remote-edit';

/** What of a mirror changes; what is not named stays. `sent`: what our side counts as written last; null: nothing. */
export type MirrorAfter = {
  state?: 'live' | 'gone' | 'conflict';
  remoteId?: null;
  base: OwnedFields | null;
  sent: OwnedFields | null;
  autoRestores?: number;
  restoredAt?: Date;
};

/** From 'gone' a push goes on with a new epoch; from 'conflict' nothing is written until somebody decides. */
export function planMirrorAfter(
  answer: Answer,
  edit: Exclude<RemoteEdit, { edit: 'none' }>,
  edited: EditedMirror,
  resourceKind: 'space' | 'person',
  now: Date,
): MirrorAfter {
  const waits = answer.do === 'ask' || answer.do === 'renew';
  const counted = answer.do === 'put_back' ? { autoRestores: restoresToday(edited, now) + 1, restoredAt: now } : {};
  if (edit.edit === 'mirror_deleted') {
    return { remoteId: null, base: null, sent: null, ...counted, state: waits ? 'conflict' : 'gone' };
  }
  // How somebody shows the time otherwise is theirs, but free in a room would give it away.
  const showAs = resourceKind === 'space' && edit.base.showAs === 'free' ? 'free' : edited.base.showAs;
  const base: OwnedFields = { ...edit.base, showAs };
  const seen = { base, sent: base, ...counted };
  return answer.do === 'note' ? seen : { ...seen, state: waits ? 'conflict' : 'live' };
}
