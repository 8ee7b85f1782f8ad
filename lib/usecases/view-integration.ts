import { type Actor, can } from '@/lib/auth/can';
import { loginOrigin, outlookRedirectUri } from '@/lib/clouds';
import { db } from '@/lib/db/client';
import { closingLinks, type LeftEvent, leftEvents } from '@/lib/db/closing-links';
import { appConnection, type Connection, isBlockedByPolicy, openConnections } from '@/lib/db/connections';
import { countFarewells } from '@/lib/db/farewells';
import { type IntegrationRow, integrationSettings, readIntegration } from '@/lib/db/integration';
import { library, locations } from '@/lib/db/library';
import { healthOfLinks } from '@/lib/db/link-health';
import { allOpenLinks, type Link } from '@/lib/db/link-rows';
import { resources } from '@/lib/db/resources';
import { env } from '@/lib/env';
import { adminConsentUrl, scopesForAll } from '@/lib/graph/oauth';
import { type MicrosoftProblem, problemOfReason } from '@/lib/microsoft-problems';
import { ok, type Result, refuse } from '@/lib/result';
import { webhooksReachUs } from '@/lib/webhook-address';
import { type ClosingProgress, closingProgress } from './closing-progress';
import { polledSlower } from './polled-slower';

export type Step = 'done' | 'now' | 'later';

export type IntegrationView = {
  redirectUri: string;
  /** The library's own, for moments on this page. */
  timeZone: string;
  /** What was saved; the secret is not part of it, only that there is one. */
  saved: (Omit<IntegrationRow, 'secretExpiresOn'> & { secretExpiresOn: string | null }) | null;
  /** The mission's three steps; register, paste and activate, connect. */
  steps: { register: Step; activate: Step; connect: Step };
  connected: { staff: number; staffAll: number; spaces: number; spacesAll: number; waiting: number };
  /** How rooms are reached, and what links there are of either way. */
  rooms: RoomsView | null;
  /** Whose own Outlook is connected, and what disconnecting it would end; whoever waits for somebody comes first. */
  staff: StaffCalendar[];
  /** What disconnecting would end, and what would stay. */
  ends: IntegrationEnds;
  /** Subscriptions that are still to be deleted at Microsoft after an end. */
  farewells: number;
  /** Upcoming events that are being taken out of Outlook, before something ends. */
  closing: (ClosingProgress & { all: boolean }) | null;
  /** Upcoming events that could not be taken out; only the first are named. */
  left: LeftEvent[];
  approvalUrl: string | null;
  /** In a demo: the stand-in's portal and who may enter it. */
  portal: { url: string; account: string; password: string } | null;
};

/** `queued`: writes that wait or were given up. `name`: of the library, typed by whoever goes on. */
export type IntegrationEnds = Record<
  'connections' | 'links' | 'people' | 'rooms' | 'eventsThatStay' | 'queued' | 'blocks',
  number
> & { name: string };

export type StaffCalendar = {
  connectionId: number;
  name: string;
  account: string;
  /** blocked: the organisation's sign-in rules refuse it. */
  state: 'active' | 'needs_reauth' | 'blocked' | 'app_error' | 'ending';
  /** What Microsoft said, where it stopped. */
  problem: MicrosoftProblem | null;
  events: number;
  blocks: number;
};

export type RoomsView = {
  mode: 'delegated' | 'app';
  /** For the commands that limit the application to rooms. */
  clientId: string;
  /** The registration does not say which directory the rooms are in. */
  asksTenant: boolean;
  tenant: string | null;
  possible: boolean;
  /** Microsoft can knock here; else rooms are polled either way. */
  webhooks: boolean;
  links: { delegated: number; app: number };
  /** So many are polled through an account that each is read less often; null: not that many. */
  slowed: number | null;
};

/** So many events that were left are named; a longer list is looked through in Outlook. */
const MOST_LEFT = 50;

export async function viewIntegration(actor: Actor, now: Date): Promise<Result<IntegrationView>> {
  if (!can(actor, 'manage_integration')) return refuse({ code: 'not_allowed' });
  const row = await readIntegration(db());
  const stored = await integrationSettings(db());
  const links = await allOpenLinks(db());
  const connections = await openConnections(db());
  const all = (await resources(db(), { activeOnly: true })).filter(
    ({ isSeat, isContainer }) => !isSeat && !isContainer,
  );
  const health = await healthOfLinks(
    db(),
    links.map(({ id }) => id),
    now,
  );
  const closing = closingProgress(await closingLinks(db()));
  const linked = (kind: 'space' | 'person') =>
    links.filter(({ resourceKind, state }) => resourceKind === kind && state !== 'closing').length;
  return ok({
    redirectUri: outlookRedirectUri(),
    timeZone: (await locations(db()))[0]?.timeZone ?? 'UTC',
    saved: row && { ...row, secretExpiresOn: row.secretExpiresOn?.toISOString().slice(0, 10) ?? null },
    steps: stepsOf(row, links.length),
    connected: {
      ...{ staff: linked('person'), spaces: linked('space') },
      staffAll: all.filter(({ kind }) => kind === 'person').length,
      spacesAll: all.filter(({ kind }) => kind === 'space').length,
      waiting: connections.filter(({ status }) => status !== 'active').length,
    },
    rooms: row && row.state !== 'disconnected' ? await roomsView(row, links) : null,
    staff: staffCalendars(connections, links, health),
    ends: {
      ...{ connections: connections.length, links: links.length, ...whatEnds(links, health) },
      ...{ people: linked('person'), rooms: linked('space'), name: (await library(db()))?.name ?? '' },
    },
    farewells: await countFarewells(db(), now),
    closing: closing && { ...closing, all: row?.endingAt != null },
    left: await leftEvents(db(), now, MOST_LEFT),
    approvalUrl: stored
      ? adminConsentUrl(stored.settings, { redirectUri: outlookRedirectUri(), scopes: scopesForAll() })
      : null,
    portal:
      env().DEMO === '1'
        ? { url: `${loginOrigin()}/portal`, account: 'it@library.example', password: 'carrel-demo' }
        : null,
  });
}

async function roomsView(row: IntegrationRow, links: readonly Link[]): Promise<RoomsView> {
  const ofMode = (mode: 'delegated' | 'app') =>
    links.filter((link) => link.resourceKind === 'space' && link.connection.mode === mode).length;
  const app = await appConnection(db());
  return {
    ...{ mode: row.roomMode, clientId: row.clientId, possible: row.accountType !== 'PersonalMicrosoftAccount' },
    ...{ asksTenant: row.tenantId === null, tenant: row.tenantId ?? app?.tenantId ?? null },
    webhooks: webhooksReachUs(env()),
    links: { delegated: ofMode('delegated'), app: ofMode('app') },
    slowed: polledSlower(links),
  };
}

/** Registering happens at Microsoft, unseen by us: it is done once something was saved here. */
function stepsOf(row: IntegrationRow | null, links: number): IntegrationView['steps'] {
  if (!row || row.state === 'disconnected')
    return { register: row ? 'done' : 'now', activate: row ? 'now' : 'later', connect: 'later' };
  if (row.state !== 'active') return { register: 'done', activate: 'now', connect: 'later' };
  return { register: 'done', activate: 'done', connect: links > 0 ? 'done' : 'now' };
}

type Health = Awaited<ReturnType<typeof healthOfLinks>>;

const whatEnds = (links: readonly Link[], health: Health) => ({
  eventsThatStay: links.reduce((total, { id }) => total + health(id).mirrors, 0),
  blocks: links.reduce((total, { id }) => total + health(id).blocks, 0),
  queued: links.reduce((total, { id }) => total + health(id).due + health(id).dead, 0),
});

function staffCalendars(connections: readonly Connection[], links: readonly Link[], health: Health): StaffCalendar[] {
  const own = connections.filter(({ purpose }) => purpose === 'own');
  const rows = own.map((connection) => {
    const ended = whatEnds(
      links.filter(({ connectionId }) => connectionId === connection.id),
      health,
    );
    const { id: connectionId, ownerName: name, principalName: account } = connection;
    return {
      connectionId,
      name,
      account,
      state: stateOf(connection),
      problem: problemOfReason(connection.statusReason),
      events: ended.eventsThatStay,
      blocks: ended.blocks,
    };
  });
  const waits = ({ state }: StaffCalendar) => (state === 'active' || state === 'ending' ? 1 : 0);
  return rows.sort((a, b) => waits(a) - waits(b) || a.name.localeCompare(b.name));
}

function stateOf(connection: Connection): StaffCalendar['state'] {
  if (connection.endingAt) return 'ending';
  if (isBlockedByPolicy(connection)) return 'blocked';
  return connection.status === 'disabled' ? 'ending' : connection.status;
}
