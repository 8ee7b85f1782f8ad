'use server';

import { redirect } from 'next/navigation';
import { type FormState, refusedForm } from '@/app/(patron)/form-state';
import { currentActor } from '@/lib/auth/actor';
import { fromForm } from '@/lib/parse';
import { changeSpaceLink } from '@/lib/usecases/change-space-link';
import { connectOutlook } from '@/lib/usecases/connect-outlook';
import { disconnectConnection } from '@/lib/usecases/disconnect-connection';
import { linkSpaceToRoom } from '@/lib/usecases/link-space-to-room';
import { revokeSpaceLink } from '@/lib/usecases/revoke-space-link';

const back = (raw: Record<string, string>, done: string) =>
  redirect(`/admin/spaces/${Number(raw.spaceId) || ''}?done=${done}`);

export async function authorizeAction(_: FormState, form: FormData): Promise<FormState> {
  const raw = fromForm(form);
  const wanted = {
    purpose: 'rooms',
    resourceId: raw.spaceId,
    ...(raw.reconnectId && { reconnectId: raw.reconnectId }),
  };
  const answer = await connectOutlook(await currentActor(), wanted, new Date());
  if (!answer.ok) return refusedForm(answer.refusal, raw);
  redirect(answer.value.redirectTo);
}

/** The same room, through the application from now on. */
export async function moveAction(_: FormState, form: FormData): Promise<FormState> {
  const raw = fromForm(form);
  const answer = await linkSpaceToRoom(await currentActor(), raw, new Date());
  if (!answer.ok) return refusedForm(answer.refusal, raw);
  return back(raw, 'moved');
}

export async function changeAction(_: FormState, form: FormData): Promise<FormState> {
  const raw = fromForm(form);
  const answer = await changeSpaceLink(await currentActor(), raw, new Date());
  if (!answer.ok) return refusedForm(answer.refusal, raw);
  return back(raw, raw.again ? 'tried' : raw.state === 'disabled' ? 'disabled' : 'enabled');
}

export async function revokeAction(_: FormState, form: FormData): Promise<FormState> {
  const raw = fromForm(form);
  const answer = await revokeSpaceLink(await currentActor(), raw, new Date());
  if (!answer.ok) return refusedForm(answer.refusal, raw);
  return back(raw, answer.value.events > 0 ? 'closing' : 'revoked');
}

export async function endAccountAction(_: FormState, form: FormData): Promise<FormState> {
  const raw = fromForm(form);
  const answer = await disconnectConnection(await currentActor(), raw, new Date());
  if (!answer.ok) return refusedForm(answer.refusal, raw);
  return back(raw, answer.value.closing > 0 ? 'closing' : 'ended');
}
