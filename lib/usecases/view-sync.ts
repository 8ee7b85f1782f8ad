import { z } from 'zod';
import { type Actor, can, canSomewhere, within } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { readIntegration } from '@/lib/db/integration';
import { locations } from '@/lib/db/library';
import { type LinkOverview, lastTroubles, linkOverviews, type Trouble } from '@/lib/db/sync-overview';
import { env } from '@/lib/env';
import { type MicrosoftProblem, type ProblemReader, problemOfReason } from '@/lib/microsoft-problems';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { webhooksReachUs } from '@/lib/webhook-address';
import {
  type Action,
  actionOf,
  adviceOn,
  GROUPS,
  groupOf,
  type Situation,
  type SituationGroup,
  situationOf,
  type TroubleAdvice,
  type WhyPolled,
  whyPolled,
} from './sync-advice';

export type SyncRow = LinkOverview & {
  situation: Situation;
  group: SituationGroup;
  action: Action | null;
  whyPolled: WhyPolled | null;
  /** What Microsoft's sign-in said, where the account or the registration is refused, and to whom it is told. */
  problem: MicrosoftProblem | null;
  reader: ProblemReader;
  /** The last five requests that did not go well, the newest first. */
  troubles: (Trouble & { advice: TroubleAdvice })[];
};

export type SyncView = {
  /** The library's own zone, for moments. */
  timeZone: string;
  /** Whoever asks sees all of the library, accounts and history included. */
  whole: boolean;
  integration: 'draft' | 'active' | 'inactive' | 'disconnected' | null;
  /** Microsoft refuses the registration: why, as far as it is known, and how many calendars wait for that alone. */
  registration: { problem: MicrosoftProblem | null; calendars: number } | null;
  /** Of this page; those that need a person come first. */
  rows: SyncRow[];
  /** As it was asked for, or nearest to it. */
  page: number;
  pages: number;
  /** How many the choice of a kind and the search leave, by how they stand. */
  counts: Record<SituationGroup, number>;
};

const TROUBLES = 5;
const ON_A_PAGE = 50;

const id = z.coerce.number().int().positive().max(2_147_483_647).optional().catch(undefined);

export const viewSyncInput = z.object({
  resourceId: id,
  linkId: id,
  group: z.enum(GROUPS).optional().catch(undefined),
  kind: z.enum(['space', 'person']).optional().catch(undefined),
  search: z.string().trim().max(100).catch(''),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
});

/**
 * How every calendar stands, those of one resource, or one alone: what an admin must see (sync-design §12). Two queries
 * beside what the library is, however many rooms there are; troubles are looked up for the page that is shown.
 */
export async function viewSync(actor: Actor, raw: unknown, now: Date): Promise<Result<SyncView>> {
  const input = parse(viewSyncInput, raw);
  if (!input.ok) return input;
  if (!canSomewhere(actor, 'tend_calendars')) return refuse({ code: 'not_allowed' });
  const { resourceId, linkId, group, kind, search } = input.value;
  const integration = (await readIntegration(db()))?.state ?? null;
  const links = await linkOverviews(db(), now, { resourceId, linkId });
  const mine = within(actor, links, ({ locationId }) => locationId)
    .map((link) => ({ link, situation: situationOf(link, integration) }))
    .map((row) => ({ ...row, group: groupOf(row.situation) }));
  const all = mine.filter(({ link }) => (!kind || link.resourceKind === kind) && isNamed(link, search));
  const chosen = all.filter((row) => !group || row.group === group).sort(byNeed);
  const pages = Math.max(1, Math.ceil(chosen.length / ON_A_PAGE));
  const page = Math.min(input.value.page, pages);
  const shown = chosen.slice((page - 1) * ON_A_PAGE, page * ON_A_PAGE);
  const troublesOf = await lastTroubles(
    db(),
    shown.map(({ link }) => link.linkId),
    TROUBLES,
  );
  const reach = webhooksReachUs(env());
  const whole = can(actor, 'manage_integration');
  return ok({
    ...{ whole, registration: registrationOf(mine) },
    ...{ timeZone: (await locations(db()))[0]?.timeZone ?? 'UTC', integration, page, pages },
    counts: Object.fromEntries(
      GROUPS.map((one) => [one, all.filter((row) => row.group === one).length]),
    ) as SyncView['counts'],
    rows: shown.map(({ link, situation, ...row }) => {
      const why = whyPolled(link, reach);
      return {
        ...{ ...link, ...row, situation, action: actionOf(situation), whyPolled: why },
        problem: REFUSED.has(situation) ? problemOfReason(link.connectionReason) : null,
        reader: whole ? 'admin' : 'staff',
        troubles: troublesOf(link.linkId).map((trouble) => ({ ...trouble, advice: adviceOn(trouble, link, why) })),
      };
    }),
  });
}

/** Microsoft's sign-in said why. */
const REFUSED: ReadonlySet<Situation> = new Set(['reconnect', 'blocked', 'registration']);

/** All are refused for the same, or nearly so: each met it by itself. */
function registrationOf(rows: readonly { link: LinkOverview; group: SituationGroup }[]): SyncView['registration'] {
  const held = rows.filter(({ group }) => group === 'held');
  const problems = held.map(({ link }) => problemOfReason(link.connectionReason));
  return held.length === 0 ? null : { problem: problems.find(Boolean) ?? null, calendars: held.length };
}

const isNamed = ({ resourceName, mailbox, account }: LinkOverview, search: string) =>
  search === '' || `${resourceName} ${mailbox} ${account}`.toLowerCase().includes(search.toLowerCase());

/** The order of names, as it was read, stays within each group. */
const byNeed = (a: { group: SituationGroup }, b: { group: SituationGroup }) =>
  GROUPS.indexOf(a.group) - GROUPS.indexOf(b.group);
