import { z } from 'zod';
import type { Actor } from '@/lib/auth/can';
import { type SyncPolicy, syncPolicy } from '@/lib/booking/sync-policy';
import type { CalendarState } from '@/lib/booking/types';
import { outlookRedirectUri } from '@/lib/clouds';
import { db } from '@/lib/db/client';
import { closingLinks } from '@/lib/db/closing-links';
import { type Connection, isBlockedByPolicy, roomsConnections } from '@/lib/db/connections';
import { integrationSettings, readIntegration } from '@/lib/db/integration';
import { healthOfLinks, type LinkHealth } from '@/lib/db/link-health';
import { allOpenLinks, type Link } from '@/lib/db/link-rows';
import { hurryReading } from '@/lib/db/links';
import { resourceById } from '@/lib/db/resources';
import { adminConsentUrl, missingScopes, scopesForAll } from '@/lib/graph/oauth';
import { codeOfReason, type MicrosoftProblem, problemOfReason } from '@/lib/microsoft-problems';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { mayConnect } from '@/lib/sync/connection-state';
import { allowedAt } from './allowed-at';
import { type CallbackAnswer, openAnswer } from './callback-answer';
import { type ClosingProgress, closingProgress } from './closing-progress';
import { linkAgreement } from './link-agreement';
import { type SyncRow, viewSync } from './view-sync';

export type SpaceLinkView = {
  integration: 'missing' | 'inactive' | 'active';
  space: {
    id: number;
    name: string;
    location: string;
    category: string;
    timeZone: string;
    active: boolean;
    /** A seat or a space with seats: never linked. */
    isBySeats: boolean;
  };
  /** How rooms are reached from now on. */
  roomMode: 'delegated' | 'app';
  /** Accounts that may edit rooms' calendars, as they were connected; the application itself is one. */
  accounts: {
    id: number;
    mode: 'delegated' | 'app';
    name: string;
    by: string;
    status: Connection['status'];
    /** The organisation's sign-in rules refuse it: signing in again alone will not help. */
    blocked: boolean;
    missing: string[];
    /** What Microsoft said when it stopped, as known and by its number; null: it works, or nothing was said. */
    problem: MicrosoftProblem | null;
    code: string | null;
    /** How many spaces go through it, and what of them would stay or end. */
    links: number;
    events: number;
    blocks: number;
  }[];
  link: {
    id: number;
    mailbox: string;
    calendarName: string;
    account: string;
    connectionId: number;
    mode: 'delegated' | 'app';
    /** Microsoft knocks when something changes, or the calendar is polled. */
    changeMode: Link['changeMode'];
    /** The application's connection, where the link may move to it. */
    moveTo: number | null;
    accountStatus: Connection['status'] | 'blocked';
    state: Link['state'];
    stateReason: string | null;
    agreement: CalendarState;
    lastReadAt: Date | null;
    lastWriteAt: Date | null;
    mirrors: number;
    blocks: number;
  } | null;
  /** How the linked calendar stands, with its last troubles, as Health says it. */
  health: SyncRow | null;
  /** Upcoming events of a calendar that are being taken out, before it is let go. */
  closing: ClosingProgress | null;
  /** What is answered when Outlook disagrees. */
  policy: SyncPolicy;
  approvalUrl: string | null;
  answer: CallbackAnswer | null;
};

const input = z.object({ spaceId: z.coerce.number().int().positive(), answer: z.unknown().optional() });

export async function viewSpaceLink(actor: Actor, raw: unknown, now: Date): Promise<Result<SpaceLinkView>> {
  const wanted = parse(input, raw);
  if (!wanted.ok) return refuse({ code: 'not_found' });
  const allowed = await allowedAt(db(), actor, 'manage_spaces', [['resource', wanted.value.spaceId]]);
  if (!allowed.ok) return allowed;
  const space = await resourceById(db(), wanted.value.spaceId);
  if (space?.kind !== 'space') return refuse({ code: 'not_found' });
  await hurryReading(db(), [space.id], now);
  const integration = await integrationSettings(db());
  const roomMode = (await readIntegration(db()))?.roomMode ?? 'delegated';
  const links = await allOpenLinks(db());
  // Chosen for mails alone, the application is no way to rooms.
  const servesRooms = ({ id, mode }: Connection) =>
    mode === 'delegated' || roomMode === 'app' || links.some(({ connectionId }) => connectionId === id);
  const accounts = (await roomsConnections(db())).filter((one) => one.endingAt === null && servesRooms(one));
  const link = links.find(({ resourceId, state }) => resourceId === space.id && state !== 'closing');
  const ids = links.map(({ id }) => id);
  const health = await healthOfLinks(db(), ids, now);
  const sumOf = (some: readonly Link[]) => ({
    links: some.length,
    events: some.reduce((total, { id }) => total + health(id).mirrors, 0),
    blocks: some.reduce((total, { id }) => total + health(id).blocks, 0),
  });
  const closing = (await closingLinks(db())).filter(({ resourceId }) => resourceId === space.id);
  const { id, name, locationName: location, categoryName: category, timeZone, active } = space;
  return ok({
    integration: !integration ? 'missing' : mayConnect(integration) ? 'active' : 'inactive',
    roomMode,
    space: { id, name, location, category, timeZone, active, isBySeats: space.isSeat || space.isContainer },
    accounts: accounts.map((account) => ({
      ...sumOf(links.filter(({ connectionId }) => connectionId === account.id)),
      ...{ id: account.id, mode: account.mode, name: account.principalName, by: account.ownerName },
      ...{ status: account.status, blocked: isBlockedByPolicy(account) },
      missing: account.mode === 'app' ? [] : missingScopes('rooms', account.scopes),
      ...saidOf(account),
    })),
    link: link ? shown(link, health(link.id), accounts, integration?.state) : null,
    health: link ? await healthOf(actor, link.id, now) : null,
    closing: closingProgress(closing),
    policy: syncPolicy('space', space.syncPolicy),
    approvalUrl: integration
      ? adminConsentUrl(integration.settings, { redirectUri: outlookRedirectUri(), scopes: scopesForAll() })
      : null,
    answer: openAnswer(wanted.value.answer, now),
  });
}

const saidOf = ({ status, statusReason }: Connection) =>
  status === 'active'
    ? { problem: null, code: null }
    : { problem: problemOfReason(statusReason), code: codeOfReason(statusReason) };

/** Whoever may set the space up may look after its calendar too. */
async function healthOf(actor: Actor, linkId: number, now: Date): Promise<SyncRow | null> {
  const view = await viewSync(actor, { linkId }, now);
  return (view.ok && view.value.rows[0]) || null;
}

function shown(
  link: Link,
  health: LinkHealth,
  accounts: Connection[],
  integration: string | undefined,
): SpaceLinkView['link'] {
  const account = accounts.find(({ id }) => id === link.connectionId);
  return {
    ...{ id: link.id, mailbox: link.mailboxAddress, calendarName: link.calendarName, state: link.state },
    ...{ stateReason: link.stateReason, lastReadAt: link.lastPullOkAt, lastWriteAt: link.lastPushOkAt },
    ...{ mirrors: health.mirrors, blocks: health.blocks, connectionId: link.connectionId },
    ...{ mode: link.connection.mode, changeMode: link.changeMode },
    moveTo: link.connection.mode === 'app' ? null : (accounts.find(({ mode }) => mode === 'app')?.id ?? null),
    account: account?.principalName ?? '',
    accountStatus: account && isBlockedByPolicy(account) ? 'blocked' : link.connection.status,
    agreement: linkAgreement(link, health, integration),
  };
}
