'use server';

import { redirect } from 'next/navigation';
import { type FormState, refusedForm } from '@/app/(patron)/form-state';
import { redirectAnew } from '@/app/redirect-anew';
import { currentActor } from '@/lib/auth/actor';
import { fromForm } from '@/lib/parse';
import type { Refusal } from '@/lib/refusal';
import { activateIntegration } from '@/lib/usecases/activate-integration';
import { changeRoomMode } from '@/lib/usecases/change-room-mode';
import { deactivateIntegration } from '@/lib/usecases/deactivate-integration';
import { disconnectConnection } from '@/lib/usecases/disconnect-connection';
import { disconnectEverything } from '@/lib/usecases/disconnect-everything';
import { saveIntegration } from '@/lib/usecases/save-integration';

/** `mayPass`: Microsoft may only be slow to know what was registered just now (entra-oauth §4.6). */
export type SettingsState = FormState & { mayPass: boolean };

export async function saveAction(_: SettingsState, form: FormData): Promise<SettingsState> {
  const { secret, ...raw } = fromForm(form);
  const answer = await saveIntegration(await currentActor(), { ...raw, secret }, new Date());
  // The secret never goes back to the page.
  if (!answer.ok) return { ...(await refusedForm(answer.refusal, raw)), mayPass: mayPass(answer.refusal) };
  redirectAnew(backWith(answer.value.outcome === 'verified' ? 'savedNext' : 'saved', raw));
}

/** The guide's forms come back to the step of the guide, with the answer that only its address remembers. */
function backWith(done: string, { back, rooms }: Record<string, string>): string {
  if (back !== 'guide') return `/admin/integrations?done=${done}`;
  return `/admin/integrations/guide?done=${done}${rooms === 'app' ? '&rooms=app' : ''}#paste`;
}

function mayPass(refusal: Refusal): boolean {
  if (refusal.code === 'microsoft_unreachable') return true;
  return refusal.code === 'credentials_rejected' && ['wrong_secret', 'unknown_application'].includes(refusal.cause);
}

export async function activateAction(_: FormState, form: FormData): Promise<FormState> {
  const answer = await activateIntegration(await currentActor(), new Date());
  if (!answer.ok) return refusedForm(answer.refusal, {});
  redirectAnew(backWith('activated', fromForm(form)));
}

export async function deactivateAction(): Promise<FormState> {
  const answer = await deactivateIntegration(await currentActor(), new Date());
  if (!answer.ok) return refusedForm(answer.refusal, {});
  redirect('/admin/integrations?done=deactivated');
}

export async function roomModeAction(_: FormState, form: FormData): Promise<FormState> {
  const raw = fromForm(form);
  const answer = await changeRoomMode(await currentActor(), raw, new Date());
  if (!answer.ok) return refusedForm(answer.refusal, raw);
  redirectAnew(`/admin/integrations?done=${raw.roomMode === 'app' ? 'modeApp' : 'modeDelegated'}#rooms`);
}

export async function disconnectAction(_: FormState, form: FormData): Promise<FormState> {
  const raw = fromForm(form);
  const answer = await disconnectEverything(await currentActor(), raw, new Date());
  if (!answer.ok) return refusedForm(answer.refusal, raw);
  redirect(`/admin/integrations?done=${answer.value.closing > 0 ? 'ending' : 'disconnected'}`);
}

/** One staff member's own Outlook. */
export async function endStaffAction(_: FormState, form: FormData): Promise<FormState> {
  const raw = fromForm(form);
  const answer = await disconnectConnection(await currentActor(), raw, new Date());
  if (!answer.ok) return refusedForm(answer.refusal, raw);
  redirect(`/admin/integrations?done=${answer.value.closing > 0 ? 'staffEnding' : 'staffEnded'}`);
}
