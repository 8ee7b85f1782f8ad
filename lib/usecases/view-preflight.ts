import { type Actor, can } from '@/lib/auth/can';
import { outlookRedirectUri } from '@/lib/clouds';
import { db } from '@/lib/db/client';
import { type IntegrationRow, integrationSettings, readIntegration } from '@/lib/db/integration';
import { locations } from '@/lib/db/library';
import { readPreflight } from '@/lib/db/preflight';
import { adminConsentUrl, scopesForAll } from '@/lib/graph/oauth';
import type { PreflightLine } from '@/lib/preflight';
import { ok, type Result, refuse } from '@/lib/result';

export type PreflightView = {
  /** What may be tested: nothing is, before settings were saved. */
  integration: IntegrationRow['state'] | null;
  roomMode: IntegrationRow['roomMode'];
  redirectUri: string;
  /** For whoever administers Microsoft 365; null: nothing is saved yet. */
  approvalUrl: string | null;
  timeZone: string;
  last: {
    /** waiting: whoever began it has not come back from Microsoft; lost: nor will they. */
    state: 'waiting' | 'lost' | 'running' | 'done';
    startedAt: Date;
    finishedAt: Date | null;
    account: string | null;
    room: string | null;
    lines: PreflightLine[];
    counts: { passed: number; failed: number; unknown: number };
  } | null;
};

/** As long as a consent may take, or the worker for all rooms. */
const PATIENCE_MS = 15 * 60_000;

/** What the last "Connect and test" read back; asks no Graph. */
export async function viewPreflight(actor: Actor, now: Date): Promise<Result<PreflightView>> {
  if (!can(actor, 'manage_integration')) return refuse({ code: 'not_allowed' });
  const row = await readIntegration(db());
  const stored = await integrationSettings(db());
  const test = await readPreflight(db());
  const isLate = test !== null && now.getTime() - test.startedAt.getTime() > PATIENCE_MS;
  const count = (outcome: PreflightLine['outcome']) =>
    test?.lines.filter((line) => line.outcome === outcome).length ?? 0;
  return ok({
    ...{ integration: row?.state ?? null, roomMode: row?.roomMode ?? 'delegated', redirectUri: outlookRedirectUri() },
    approvalUrl: stored
      ? adminConsentUrl(stored.settings, { redirectUri: outlookRedirectUri(), scopes: scopesForAll() })
      : null,
    timeZone: (await locations(db()))[0]?.timeZone ?? 'UTC',
    last: test && {
      state: test.finishedAt ? 'done' : isLate ? 'lost' : test.account ? 'running' : 'waiting',
      ...{ startedAt: test.startedAt, finishedAt: test.finishedAt, account: test.account, room: test.room },
      lines: test.lines,
      counts: { passed: count('passed'), failed: count('failed'), unknown: count('unknown') },
    },
  });
}
