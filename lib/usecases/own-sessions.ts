import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import { SESSION_SECONDS } from '@/lib/auth/session';
import { audit } from '@/lib/db/audit';
import { db, inTransaction, type Tx } from '@/lib/db/client';
import { zoneOfLibrary } from '@/lib/db/library';
import { lockPerson } from '@/lib/db/person-accounts';
import { endOtherSessions as endOthers, endSession, endSessions, type SessionRow, sessionsOf } from '@/lib/db/sessions';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';

export type OwnSessionsView = {
  /** The one that asks first, then the newest. */
  sessions: (SessionRow & { isThis: boolean })[];
  /** The library's clock. */
  timeZone: string;
};

/** The row of the session that asks (`currentSession`), our own word: no outside input. */
type Current = string | null;

/** Where one is signed in oneself. */
export async function viewOwnSessions(actor: Actor, now: Date, current: Current): Promise<Result<OwnSessionsView>> {
  if (actor.kind !== 'person') return refuse({ code: 'not_signed_in' });
  if (!can(actor, 'view_own_bookings')) return refuse({ code: 'not_allowed' });
  const found = await sessionsOf(db(), actor.id, new Date(now.getTime() - SESSION_SECONDS * 1000));
  const sessions = found.map((one) => ({ ...one, isThis: one.id === current }));
  return ok({
    sessions: sessions.sort((a, b) => Number(b.isThis) - Number(a.isThis)),
    timeZone: await zoneOfLibrary(db()),
  });
}

const endOwnSessionInput = z.object({ session: z.guid('invalid') });

/** Signs oneself out of one session; of one that is over already nothing is said. */
export async function endOwnSession(actor: Actor, raw: unknown): Promise<Result<undefined>> {
  const input = parse(endOwnSessionInput, raw);
  if (!input.ok) return input;
  if (actor.kind !== 'person') return refuse({ code: 'not_signed_in' });
  if (!can(actor, 'view_own_bookings')) return refuse({ code: 'not_allowed' });
  return inTransaction(async (tx) => {
    await lockPerson(tx, actor.id);
    const ended = await endSession(tx, input.value.session, actor.id);
    if (ended > 0) await noted(tx, actor.id, ended, false);
    return ok();
  });
}

/** Signs oneself out everywhere but here; everywhere if the session that asks is from before sessions had rows. */
export async function endOtherSessions(actor: Actor, now: Date, current: Current): Promise<Result<undefined>> {
  if (actor.kind !== 'person') return refuse({ code: 'not_signed_in' });
  if (!can(actor, 'view_own_bookings')) return refuse({ code: 'not_allowed' });
  return inTransaction(async (tx) => {
    await lockPerson(tx, actor.id);
    const kept = current && (await endOthers(tx, current, actor.id));
    await noted(tx, actor.id, typeof kept === 'number' ? kept : await endSessions(tx, actor.id, now), true);
    return ok();
  });
}

const noted = (tx: Tx, personId: number, sessions: number, all: boolean) =>
  audit(tx, { personId, act: 'person.signed_out', subject: `person:${personId}`, detail: { sessions, all } });
