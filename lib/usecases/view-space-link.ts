import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import type { CalendarState } from '@/lib/booking/types';
import { outlookRedirectUri } from '@/lib/clouds';
import { db } from '@/lib/db/client';
import { type Connection, roomsConnections } from '@/lib/db/connections';
import { integrationSettings } from '@/lib/db/integration';
import { healthOfLinks } from '@/lib/db/link-health';
import { allOpenLinks, hurryReading, type Link } from '@/lib/db/links';
import { resourceById } from '@/lib/db/resources';
import { adminConsentUrl, missingScopes, scopesFor } from '@/lib/graph/oauth';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { type CallbackAnswer, openAnswer } from './callback-answer';
import { linkAgreement } from './link-agreement';

export type SpaceLinkView = {
  integration: 'missing' | 'inactive' | 'active';
  space: { id: number; name: string; location: string; category: string; timeZone: string; active: boolean };
  /** Accounts that may edit rooms' calendars, as they were connected. */
  accounts: {
    id: number;
    name: string;
    by: string;
    status: Connection['status'];
    missing: string[];
    /** How many spaces go through it. */
    links: number;
  }[];
  link: {
    id: number;
    mailbox: string;
    calendarName: string;
    account: string;
    connectionId: number;
    accountStatus: Connection['status'];
    state: Link['state'];
    stateReason: string | null;
    agreement: CalendarState;
    lastReadAt: Date | null;
    lastWriteAt: Date | null;
    mirrors: number;
    blocks: number;
  } | null;
  approvalUrl: string | null;
  answer: CallbackAnswer | null;
};

const input = z.object({ spaceId: z.coerce.number().int().positive(), answer: z.unknown().optional() });

export async function viewSpaceLink(actor: Actor, raw: unknown, now: Date): Promise<Result<SpaceLinkView>> {
  const wanted = parse(input, raw);
  if (!wanted.ok) return refuse({ code: 'not_found' });
  if (!can(actor, 'manage_spaces')) return refuse({ code: 'not_allowed' });
  const space = await resourceById(db(), wanted.value.spaceId);
  if (space?.kind !== 'space') return refuse({ code: 'not_found' });
  await hurryReading(db(), [space.id], now);
  const integration = await integrationSettings(db());
  const accounts = await roomsConnections(db());
  const links = await allOpenLinks(db());
  const link = links.find(({ resourceId }) => resourceId === space.id);
  const { id, name, locationName: location, categoryName: category, timeZone, active } = space;
  return ok({
    integration: !integration ? 'missing' : integration.state === 'active' ? 'active' : 'inactive',
    space: { id, name, location, category, timeZone, active },
    accounts: accounts.map((account) => ({
      links: links.filter(({ connectionId }) => connectionId === account.id).length,
      ...{ id: account.id, name: account.principalName, by: account.ownerName, status: account.status },
      missing: missingScopes('rooms', account.scopes),
    })),
    link: link ? await shown(link, accounts, integration?.state, now) : null,
    approvalUrl: integration
      ? adminConsentUrl(integration.settings, { redirectUri: outlookRedirectUri(), scopes: scopesFor('rooms') })
      : null,
    answer: openAnswer(wanted.value.answer, now),
  });
}

async function shown(
  link: Link,
  accounts: Connection[],
  integration: string | undefined,
  now: Date,
): Promise<SpaceLinkView['link']> {
  const health = (await healthOfLinks(db(), [link.id], now))(link.id);
  return {
    ...{ id: link.id, mailbox: link.mailboxAddress, calendarName: link.calendarName, state: link.state },
    ...{ stateReason: link.stateReason, lastReadAt: link.lastPullOkAt, lastWriteAt: link.lastPushOkAt },
    ...{ mirrors: health.mirrors, blocks: health.blocks, connectionId: link.connectionId },
    account: accounts.find(({ id }) => id === link.connectionId)?.principalName ?? '',
    accountStatus: link.connection.status,
    agreement: linkAgreement(link, health, integration),
  };
}
