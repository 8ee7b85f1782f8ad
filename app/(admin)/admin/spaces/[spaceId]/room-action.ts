'use server';

import { redirect } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { type FormState, refusedForm } from '@/app/(patron)/form-state';
import { currentActor } from '@/lib/auth/actor';
import { formatDate, formatDateTime, formatTime } from '@/lib/messages/format';
import { fromForm } from '@/lib/parse';
import { findRooms } from '@/lib/usecases/find-rooms';
import { linkSpaceToRoom } from '@/lib/usecases/link-space-to-room';
import { previewSpaceLink, type SpaceLinkPreview } from '@/lib/usecases/preview-space-link';

export type RoomState = FormState & {
  /** What linking would come to, in words, and of which wish. */
  preview: { of: string; title: string; lines: string[]; collisions: string[] } | null;
  /** The rooms of the address book. */
  rooms: { address: string; label: string }[] | null;
};

const MOST_COLLISIONS = 10;

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
  const preview = { of: wish, ...(await inWords(answer.value)) };
  return { message: null, fields: {}, values: raw, rooms: before.rooms, preview };
}

async function inWords({ mailbox, bookings, blocks, collisions, until, timeZone }: SpaceLinkPreview) {
  const [t, locale] = [await getTranslations('admin.space.preview'), await getLocale()];
  const place = { locale, timeZone };
  const span = ({ start, end }: { start: Date; end: Date }) =>
    `${formatDateTime(start, place)} – ${formatTime(end, place)}`;
  const named = collisions
    .slice(0, MOST_COLLISIONS)
    .map(({ publicId, booking, busy }) =>
      t('collision', { reference: publicId, ours: span(booking), theirs: span(busy) }),
    );
  const more = collisions.length - named.length;
  return {
    title: t('title', { mailbox }),
    lines: [
      t('writes', { count: bookings }),
      t('closes', { count: blocks }),
      t('collides', { count: collisions.length }),
      t('until', { date: formatDate(until, place) }),
    ],
    collisions: more > 0 ? [...named, t('more', { count: more })] : named,
  };
}
