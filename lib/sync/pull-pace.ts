import { db } from '@/lib/db/client';
import { WRITE_DENIED } from '@/lib/db/link-pauses';
import type { Link } from '@/lib/db/link-rows';
import { hasBookingBetween } from '@/lib/db/remote-events';
import { POLLED_AT_FULL_PACE } from '@/lib/db/subscriptions';
import { addMinutes } from '@/lib/time/interval';
import { wallMinute } from '@/lib/time/zone';
import { PROBE_PAUSED_MS } from './on-failure';

/** When calendars are read without being asked (sync-design §5.6). Milliseconds. */
const EVERY = { told: 15 * 60_000, polled: 60_000, near: 30_000, night: 300_000 };
/** A booking that begins within this makes a polled calendar urgent. */
const NEAR_MINUTES = 120;
const NIGHT_ENDS_MINUTE = 5 * 60;

export type PullPace = {
  changeMode: 'webhook' | 'poll';
  hasNearBooking: boolean;
  isNight: boolean;
  /** How many calendars are polled in all. */
  polled: number;
};

/**
 * Time to the next round, a tenth more or less so that calendars linked together spread. `random` 0…1. Above
 * {@link POLLED_AT_FULL_PACE} polled calendars each is read so much less often that together they ask no more
 * (sync-design §13), but never less often than one that Microsoft tells about: freshness is bounded by that (I11).
 */
export function pullEveryMs({ changeMode, hasNearBooking, isNight, polled }: PullPace, random: number): number {
  const often = hasNearBooking ? EVERY.near : isNight ? EVERY.night : EVERY.polled;
  const stretched = Math.min(often * Math.max(1, polled / POLLED_AT_FULL_PACE), EVERY.told);
  return Math.round((changeMode === 'webhook' ? EVERY.told : stretched) * (0.9 + random / 5));
}

/** When the link is to be read again after a good round; `polled`: how many calendars are polled in all. */
export async function nextRoundAt(link: Link, now: Date, random: number, polled: number): Promise<Date> {
  const { changeMode, resourceId, timeZone } = link;
  if (link.state === 'paused' && link.stateReason === WRITE_DENIED) return new Date(now.getTime() + PROBE_PAUSED_MS);
  const hasNearBooking =
    changeMode === 'poll' && (await hasBookingBetween(db(), resourceId, now, addMinutes(now, NEAR_MINUTES)));
  const isNight = wallMinute(now, timeZone) < NIGHT_ENDS_MINUTE;
  return new Date(now.getTime() + pullEveryMs({ changeMode, hasNearBooking, isNight, polled }, random));
}
