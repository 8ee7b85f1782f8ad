import { type Actor, can } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { SCRUBBED, type Scrubbed, scrubReports } from '@/lib/db/scrub-reports';
import { ok, type Result, refuse } from '@/lib/result';

const COLUMN: Partial<Record<Scrubbed, string>> = {
  ...{ audit: 'audit_entries', syncLog: 'outlook_log', onRequest: 'on_request', words: 'words_to_patrons' },
  absences: 'absence_notes',
};

/** The monthly proof as CSV (RFC 4180): one line a month, the latest first, numbers only. */
export async function viewScrubReport(actor: Actor): Promise<Result<string>> {
  if (!can(actor, 'manage_privacy')) return refuse({ code: 'not_allowed' });
  const rows = await scrubReports(db());
  const lines = rows.map(({ month, numbers, updatedAt }) =>
    [month.toISOString().slice(0, 7), ...SCRUBBED.map((kind) => numbers[kind]), updatedAt.toISOString()].join(','),
  );
  const kinds = SCRUBBED.map((kind) => COLUMN[kind] ?? kind);
  const head = ['month', ...kinds, 'last_removed_at'];
  return ok(`${[head.join(','), ...lines].join('\r\n')}\r\n`);
}
