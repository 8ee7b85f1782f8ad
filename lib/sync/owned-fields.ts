import { z } from 'zod';
import type { Interval } from '@/lib/time/interval';

/**
 * What of an event is ours to say: nothing else is written, and nothing else is compared (sync-design §6). Kept as JSON
 * in `booking_mirror.base`; instants as ISO text.
 */
export const ownedFields = z.object({
  start: z.string(),
  end: z.string(),
  /** 'busy' or 'tentative' when written; whatever a person chose when seen. */
  showAs: z.string(),
  /** Only when seen: a person made it an all-day event, whose times are the UTC midnights of its dates. */
  allDay: z.boolean().optional(),
  /** Only when seen: a person made it a series, whose first time this is. */
  recurring: z.boolean().optional(),
  subject: z.string(),
  body: z.string(),
  /** Of an appointment: where it takes place, as a name. */
  place: z.string().optional(),
  /** It was asked for with a Teams meeting. */
  online: z.boolean().optional(),
});

export type OwnedFields = z.output<typeof ownedFields>;

export const intervalOf = ({ start, end }: OwnedFields): Interval => ({ start: new Date(start), end: new Date(end) });

/** What an event of a booking should say. */
export type EventWish = Interval & {
  showAs: 'busy' | 'tentative';
  publicId: string;
  resourceKind: 'space' | 'person';
  resourceName: string;
  /** Of a person's calendar. */
  appointment?: { kindName: string; placeName: string; teams: boolean } | null;
};

/** No patron data: room calendars are often readable by the whole organisation (libcal-domain §6). */
export function fieldsFor(wish: EventWish, publicUrl: string): OwnedFields {
  const { appointment } = wish;
  const what = wish.resourceKind === 'space' ? 'Booked' : 'Appointment';
  const link = `${publicUrl}/bookings/${wish.publicId}`;
  return {
    start: wish.start.toISOString(),
    end: wish.end.toISOString(),
    showAs: wish.showAs,
    subject: `${what}: ${appointment?.kindName || wish.resourceName}`,
    body: `Carrel booking ${wish.publicId}\n${link}\nTo move or cancel it, use that page. Changes made here are put to the library's staff.`,
    ...(appointment?.placeName && { place: appointment.placeName }),
    ...(appointment?.teams && { online: true }),
  };
}

/** The members in which `wanted` differs from what both sides last agreed on; null: they agree. */
export function changedFields(base: OwnedFields, wanted: OwnedFields): Partial<OwnedFields> | null {
  const changes: Partial<OwnedFields> = {};
  const { start, end } = wanted;
  if (base.recurring && !wanted.recurring) Object.assign(changes, { start, end, recurring: false });
  if (base.allDay) Object.assign(changes, { start, end, allDay: false });
  else if (!sameTimes(base, wanted)) Object.assign(changes, { start, end });
  for (const name of ['showAs', 'subject', 'body', 'place'] as const) {
    // What leads into the meeting stands in the body: written anew it takes the meeting away (graph-calendar §2.4).
    if (name === 'body' && base.online && wanted.online) continue;
    if (wanted[name] !== undefined && base[name] !== wanted[name]) changes[name] = wanted[name];
  }
  if (wanted.online && !base.online) changes.online = true;
  if (base.online && !wanted.online) Object.assign(changes, { online: false, body: wanted.body });
  return Object.keys(changes).length > 0 ? changes : null;
}

/** Whole minutes: Exchange stores no more of an occurrence (graph-calendar §1.5). */
export const sameTimes = (a: Pick<OwnedFields, 'start' | 'end'>, b: Pick<OwnedFields, 'start' | 'end'>) =>
  minute(a.start) === minute(b.start) && minute(a.end) === minute(b.end);

const minute = (iso: string) => Math.floor(Date.parse(iso) / 60_000);
