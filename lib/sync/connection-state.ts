import { ok, type Result, refuse } from '@/lib/result';

/**
 * The legal steps of the integration and of its links, as tables (style §3, sync-design §11). "Checked" is a
 * fact beside them (`verified_at`), since some account types cannot be tested before a sign-in.
 */

export type IntegrationState = 'draft' | 'active' | 'inactive' | 'disconnected';

/** `inactive` is a pause: everything is kept, nothing is sent. Saving anew leads out of `disconnected`. */
const integrationSteps = {
  draft: ['active'],
  active: ['inactive', 'disconnected'],
  inactive: ['active', 'disconnected'],
  disconnected: ['draft'],
} as const satisfies Record<IntegrationState, readonly IntegrationState[]>;

/** New consents and new links: only while it is active, and not while everything is being taken out of Outlook. */
export const mayConnect = ({ state, endingAt }: { state: IntegrationState; endingAt: Date | null }): boolean =>
  state === 'active' && endingAt === null;

export type LinkState = 'backfilling' | 'live' | 'degraded' | 'paused' | 'closing' | 'unlinked';

/** `closing`: an admin asked for the future mirrors to go; only deletes run. */
const linkSteps = {
  backfilling: ['live', 'degraded', 'paused', 'closing', 'unlinked'],
  live: ['backfilling', 'degraded', 'paused', 'closing', 'unlinked'],
  degraded: ['backfilling', 'live', 'paused', 'closing', 'unlinked'],
  paused: ['backfilling', 'live', 'degraded', 'closing', 'unlinked'],
  closing: ['backfilling', 'unlinked'],
  unlinked: ['backfilling'],
} as const satisfies Record<LinkState, readonly LinkState[]>;

/** The step as a result; staying where one is is no step and always allowed. Refuses with `step_not_allowed`. */
export const integrationStep = (from: IntegrationState, to: IntegrationState) => step(integrationSteps, from, to);
export const linkStep = (from: LinkState, to: LinkState) => step(linkSteps, from, to);

function step<State extends string>(table: Record<State, readonly State[]>, from: State, to: State): Result<State> {
  return from === to || table[from].includes(to) ? ok(to) : refuse({ code: 'step_not_allowed', from, to });
}
