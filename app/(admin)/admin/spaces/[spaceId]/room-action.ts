'use server';

import { redirect } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { type FormState, refusedForm } from '@/app/(patron)/form-state';
import type { PreviewInWords } from '@/app/(staff)/preview-box';
import { previewWords } from '@/app/(staff)/preview-words';
import { currentActor } from '@/lib/auth/actor';
import { fromForm } from '@/lib/parse';
import { findRooms } from '@/lib/usecases/find-rooms';
import { linkSpaceToRoom } from '@/lib/usecases/link-space-to-room';
import { previewSpaceLink } from '@/lib/usecases/preview-space-link';

export type RoomState = FormState & {
  /** What linking would come to, in words, and of which wish. */
  preview: (PreviewInWords & { of: string }) | null;
  /** The rooms of the address book. */
  rooms: { address: string; label: string }[] | null;
};

/** Three buttons of one form: show rooms, look at the room, link it. Nothing is linked that was not looked at. */
export async function roomAction(before: RoomState, form: FormData): Promise<RoomState> {
  const { intent, seen, ...raw } = fromForm(form);
  const wish = `${raw.connectionId} ${raw.mailbox?.trim().toLowerCase()}`;
  if (intent === 'find') return find(before, raw);
  if (intent !== 'link' || seen !== wish) return look(before, raw, wish);
  const answer = await linkSpaceToRoom(await currentActor(), raw, new Date());
  if (!answer.ok) return { ...before, ...(await refusedForm(answer.refusal, raw)), preview: null };
  redirect(`/admin/spaces/${Number(raw.spaceId) || ''}?done=linked`);
}

async function find(before: RoomState, raw: Record<string, string>): Promise<RoomState> {
  const answer = await findRooms(await currentActor(), raw, new Date());
  if (!answer.ok) return { ...before, ...(await refusedForm(answer.refusal, raw)), preview: null };
  const t = await getTranslations('admin.space');
  const rooms = answer.value.map(({ address, name, capacity, linkedTo }) => ({
    address,
    label: t('foundRoom', { name, capacity: capacity ?? 0, linkedTo: linkedTo ?? '', taken: linkedTo ? 'yes' : 'no' }),
  }));
  return { message: null, fields: {}, values: raw, preview: null, rooms };
}

async function look(before: RoomState, raw: Record<string, string>, wish: string): Promise<RoomState> {
  const answer = await previewSpaceLink(await currentActor(), raw, new Date());
  if (!answer.ok) return { ...before, ...(await refusedForm(answer.refusal, raw)), preview: null };
  const t = await getTranslations('admin.space.preview');
  const words = previewWords(answer.value, (key, values) => t(key, values), {
    locale: await getLocale(),
    timeZone: answer.value.timeZone,
  });
  const preview = { of: wish, title: t('title', { mailbox: answer.value.mailbox }), ...words };
  return { message: null, fields: {}, values: raw, rooms: before.rooms, preview };
}
