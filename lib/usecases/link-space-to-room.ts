import { z } from 'zod';
import type { Actor } from '@/lib/auth/can';
import { audit } from '@/lib/db/audit';
import { db, inTransaction, type Tx } from '@/lib/db/client';
import { type Connection, connectionById } from '@/lib/db/connections';
import { retireSubscriptions } from '@/lib/db/farewells';
import { horizonOf } from '@/lib/db/horizons';
import { integrationSettings, lockIntegration } from '@/lib/db/integration';
import { type Link, openLinksOfResource } from '@/lib/db/link-rows';
import { openLink, resourceWritingTo } from '@/lib/db/links';
import { enqueueSubscriptions } from '@/lib/db/outbox';
import { lockResources, resourceById } from '@/lib/db/resources';
import { type KnownMailbox, nameOfMailbox } from '@/lib/db/room-links';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { mayConnect } from '@/lib/sync/connection-state';
import { allowedAt } from './allowed-at';
import { endLinks } from './end-connection';
import { lookAtRoom } from './look-at-room';
import { tickField } from './registration-fields';

export const roomFields = {
  spaceId: z.coerce.number().int().positive(),
  connectionId: z.coerce.number({ error: 'required' }).int().positive('required'),
  mailbox: z
    .string({ error: 'required' })
    .trim()
    .toLowerCase()
    .min(1, 'required')
    .max(320, 'too_long')
    .pipe(z.email('not_email')),
};

export const linkSpaceToRoomInput = z.object({
  ...roomFields,
  /** Of a calendar that another one takes the place of: take Carrel's upcoming events out of it first. */
  removeEvents: tickField,
});

/** The space and the account of a wish, if they may be tied together now. */
export async function readPlace(wish: { spaceId: number; connectionId: number }) {
  const integration = await integrationSettings(db());
  if (!integration) return refuse({ code: 'integration_missing' });
  if (!mayConnect(integration)) return refuse({ code: 'integration_inactive' });
  const connection = await connectionById(db(), wish.connectionId);
  const space = await resourceById(db(), wish.spaceId);
  if (space?.kind !== 'space' || connection?.purpose !== 'rooms') return refuse({ code: 'not_found' });
  // Libcal-domain §1.1: a container with seats cannot be linked.
  if (space.isSeat || space.isContainer) return refuse({ code: 'seats_not_linked' });
  return ok({ space, connection });
}

/**
 * Looks at the room's calendar with the chosen account's rights, outside any transaction; then ties the space to it. The
 * same room through another account, or through the application, keeps its link and its mirrors: nothing is written twice.
 */
export async function linkSpaceToRoom(actor: Actor, raw: unknown, now: Date): Promise<Result<{ linkId: number }>> {
  const input = parse(linkSpaceToRoomInput, raw);
  if (!input.ok) return input;
  if (actor.kind !== 'person') return refuse({ code: 'not_allowed' });
  const allowed = await allowedAt(db(), actor, 'manage_spaces', [['resource', input.value.spaceId]]);
  if (!allowed.ok) return allowed;
  const { spaceId, mailbox, removeEvents } = input.value;
  const place = await readPlace(input.value);
  if (!place.ok) return place;
  const { connection } = place.value;
  const probe = await lookAtRoom(connection, mailbox, now);
  if (!probe.ok) return probe;

  return inTransaction(async (tx) => {
    const current = await lockIntegration(tx);
    if (!current || !mayConnect(current)) return refuse({ code: 'integration_inactive' });
    if ((await connectionById(tx, connection.id))?.status === 'disabled') return refuse({ code: 'not_found' });
    await lockResources(tx, [spaceId]);
    const room = await nameOfMailbox(tx, probe.value);
    const taker = await resourceWritingTo(tx, room.mailboxOid, room.calendarId);
    if (taker !== null && taker !== spaceId)
      return refuse({ code: 'calendar_taken', by: (await resourceById(tx, taker))?.name ?? '' });
    for (const link of await openLinksOfResource(tx, spaceId)) {
      const moved = await makeRoom(tx, link, room, connection, removeEvents, now);
      if (!moved) return refuse({ code: 'already_linked' });
    }
    const { linkId, revived } = await openLink(
      tx,
      {
        ...{ connectionId: connection.id, resourceId: spaceId, ...room, mailboxAddress: probe.value.address },
        ...{ isDefaultCalendar: true, writes: true, reads: true, horizonDays: await horizonOf(tx, spaceId) },
      },
      now,
    );
    await audit(tx, {
      ...{ personId: actor.id, act: 'space.linked', subject: `space:${spaceId}` },
      detail: { linkId, mailbox: probe.value.address, mode: connection.mode, revived },
    });
    return ok({ linkId });
  });
}

/** What is linked now makes room for what is to be linked. False: it is linked so already. */
async function makeRoom(
  tx: Tx,
  link: Link,
  room: KnownMailbox,
  { id: connectionId }: Connection,
  removeEvents: boolean,
  now: Date,
): Promise<boolean> {
  const isSame = link.mailboxOid === room.mailboxOid && link.calendarId === room.calendarId;
  // It is being emptied: that goes on beside another calendar, and ends when it is linked again.
  if (link.state === 'closing') return true;
  if (!isSame) {
    await endLinks(tx, [link], { removeEvents, keepBlocksUntil: null }, now);
    return true;
  }
  if (link.connectionId === connectionId) return false;
  // The subscription belongs to the account it was made with.
  await enqueueSubscriptions(tx, 'drop_subscriptions', await retireSubscriptions(tx, [link.id], now));
  return true;
}
