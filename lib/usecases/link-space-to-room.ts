import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import { graphOrigin } from '@/lib/clouds';
import { audit } from '@/lib/db/audit';
import { db, inTransaction } from '@/lib/db/client';
import { connectionById } from '@/lib/db/connections';
import { integrationSettings, lockIntegration } from '@/lib/db/integration';
import { openLink, openLinksOfResource, resourceWritingTo } from '@/lib/db/links';
import { lockResources, resourceById } from '@/lib/db/resources';
import { GraphFailure } from '@/lib/graph/failure';
import { type MailboxProbe, probeMailbox } from '@/lib/graph/probe';
import { log } from '@/lib/log';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { accessToken, ConnectionUnusable } from '@/lib/sync/access-token';
import { mayConnect } from '@/lib/sync/connection-state';
import { endLink, PLAIN } from './end-connection';

export const linkSpaceToRoomInput = z.object({
  spaceId: z.coerce.number().int().positive(),
  connectionId: z.coerce.number({ error: 'required' }).int().positive('required'),
  mailbox: z
    .string({ error: 'required' })
    .trim()
    .toLowerCase()
    .min(1, 'required')
    .max(320, 'too_long')
    .pipe(z.email('not_email')),
});

const HORIZON_DAYS = 60;

/** Looks at the room's calendar with the chosen account's rights, outside any transaction; then ties the space to it. */
export async function linkSpaceToRoom(actor: Actor, raw: unknown, now: Date): Promise<Result<{ linkId: number }>> {
  const input = parse(linkSpaceToRoomInput, raw);
  if (!input.ok) return input;
  if (actor.kind !== 'person' || !can(actor, 'manage_spaces')) return refuse({ code: 'not_allowed' });
  const { spaceId, connectionId, mailbox } = input.value;
  const integration = await integrationSettings(db());
  if (!integration) return refuse({ code: 'integration_missing' });
  if (!mayConnect(integration)) return refuse({ code: 'integration_inactive' });
  const connection = await connectionById(db(), connectionId);
  const space = await resourceById(db(), spaceId);
  if (space?.kind !== 'space' || connection?.purpose !== 'rooms') return refuse({ code: 'not_found' });

  const probe = await look(connectionId, mailbox, now);
  if (!probe.ok) return probe;
  const room = probe.value;
  if (!room.canEdit) return refuse({ code: 'calendar_not_editable', mailbox });

  return inTransaction(async (tx) => {
    const current = await lockIntegration(tx);
    if (!current || !mayConnect(current)) return refuse({ code: 'integration_inactive' });
    if ((await connectionById(tx, connectionId))?.status === 'disabled') return refuse({ code: 'not_found' });
    await lockResources(tx, [spaceId]);
    const taker = await resourceWritingTo(tx, room.mailboxOid, room.calendarId);
    if (taker !== null && taker !== spaceId)
      return refuse({ code: 'calendar_taken', by: (await resourceById(tx, taker))?.name ?? '' });
    for (const link of await openLinksOfResource(tx, spaceId)) {
      const same = link.mailboxOid === room.mailboxOid && link.calendarId === room.calendarId;
      if (same && link.connectionId === connectionId) return refuse({ code: 'already_linked' });
      if (!same) await endLink(tx, link, PLAIN, now);
    }
    const { linkId, revived } = await openLink(
      tx,
      {
        ...{ connectionId, resourceId: spaceId, mailboxOid: room.mailboxOid, mailboxAddress: room.address },
        ...{ calendarId: room.calendarId, calendarName: room.calendarName, isDefaultCalendar: true },
        ...{ writes: true, reads: true, horizonDays: Math.max(HORIZON_DAYS, space.policy.windowDays) },
      },
      now,
    );
    await audit(tx, {
      ...{ personId: actor.id, act: 'space.linked', subject: `space:${spaceId}` },
      detail: { linkId, mailbox: room.address, revived },
    });
    return ok({ linkId });
  });
}

async function look(connectionId: number, mailbox: string, now: Date): Promise<Result<MailboxProbe>> {
  try {
    const token = await accessToken(connectionId, now);
    return ok(await probeMailbox({ graphOrigin: graphOrigin() }, token, mailbox));
  } catch (error) {
    if (error instanceof ConnectionUnusable) {
      const cause = 'unexpected' as const;
      if (error.reason === 'app_error') return refuse({ code: 'credentials_rejected', cause, microsoftCode: null });
      return refuse({ code: 'consent_failed', microsoftCode: null });
    }
    if (!(error instanceof GraphFailure)) throw error;
    const { kind, status, code, requestId } = error;
    log.info({ connectionId, kind, status, code, requestId }, 'room not readable');
    if (kind === 'throttled' || kind === 'unavailable') return refuse({ code: 'microsoft_unreachable' });
    if (kind === 'mailbox_missing') return refuse({ code: 'no_mailbox' });
    // Shared calendars that one may not see answer as if they did not exist (graph-calendar §5.4).
    return refuse({ code: 'calendar_not_editable', mailbox });
  }
}
