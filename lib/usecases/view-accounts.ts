import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { type Connection, isBlockedByPolicy, openConnections } from '@/lib/db/connections';
import { locations } from '@/lib/db/library';
import { type LinkOverview, linkOverviews } from '@/lib/db/sync-overview';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { groupOf, situationOf } from './sync-advice';

export type AccountSituation = 'works' | 'calendars' | 'unused' | 'needs_reauth' | 'blocked' | 'app_error' | 'ending';

export type AccountRow = {
  id: number;
  account: string;
  ownerName: string;
  purpose: 'own' | 'rooms';
  mode: 'delegated' | 'app';
  situation: AccountSituation;
  links: number;
  /** Of those: calendars that need a person. */
  troubled: number;
  /** When the calendar was read that was read longest ago. */
  lastReadAt: Date | null;
  due: number;
  dead: number;
};

export type AccountsView = { rows: AccountRow[]; page: number; pages: number; timeZone: string };

const ON_A_PAGE = 50;
const viewInput = z.object({ page: z.coerce.number().int().min(1).max(10_000).catch(1) });

/** Every account that Carrel signs in as, those that wait for somebody first. Two queries, however many there are. */
export async function viewAccounts(actor: Actor, raw: unknown, now: Date): Promise<Result<AccountsView>> {
  const input = parse(viewInput, raw);
  if (!input.ok) return input;
  if (!can(actor, 'manage_integration')) return refuse({ code: 'not_allowed' });
  const links = new Map<number, LinkOverview[]>();
  for (const link of await linkOverviews(db(), now))
    links.set(link.connectionId, [...(links.get(link.connectionId) ?? []), link]);
  const all = (await openConnections(db()))
    .map((connection) => asRow(connection, links.get(connection.id) ?? []))
    .sort((a, b) => need(a) - need(b) || a.account.localeCompare(b.account));
  const pages = Math.max(1, Math.ceil(all.length / ON_A_PAGE));
  const page = Math.min(input.value.page, pages);
  const timeZone = (await locations(db()))[0]?.timeZone ?? 'UTC';
  return ok({ rows: all.slice((page - 1) * ON_A_PAGE, page * ON_A_PAGE), page, pages, timeZone });
}

const FINE: ReadonlySet<AccountSituation> = new Set(['works', 'unused', 'ending']);
const need = ({ situation }: AccountRow) => (FINE.has(situation) ? 1 : 0);

function asRow(connection: Connection, links: readonly LinkOverview[]): AccountRow {
  const { id, principalName: account, ownerName, purpose, mode } = connection;
  const troubled = links.filter((link) => groupOf(situationOf(link, 'active')) === 'attention').length;
  const reads = links.flatMap(({ lastReadAt }) => (lastReadAt ? [lastReadAt.getTime()] : []));
  const sum = (of: (link: LinkOverview) => number) => links.reduce((total, link) => total + of(link), 0);
  return {
    ...{ id, account, ownerName, purpose, mode, troubled, links: links.length },
    situation: situationOfAccount(connection, links.length, troubled),
    lastReadAt: reads.length > 0 ? new Date(Math.min(...reads)) : null,
    ...{ due: sum(({ due }) => due), dead: sum(({ dead }) => dead) },
  };
}

function situationOfAccount(connection: Connection, links: number, troubled: number): AccountSituation {
  if (connection.endingAt || connection.status === 'disabled') return 'ending';
  if (isBlockedByPolicy(connection)) return 'blocked';
  if (connection.status !== 'active') return connection.status;
  if (links === 0) return 'unused';
  return troubled > 0 ? 'calendars' : 'works';
}
