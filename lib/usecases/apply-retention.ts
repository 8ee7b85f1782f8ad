import { LIMIT_DAYS } from '@/lib/booking/may-forget';
import { forgetApiUse } from '@/lib/db/api-clients';
import { db, type Tx, transaction } from '@/lib/db/client';
import { type Retention, retention } from '@/lib/db/retention';
import {
  dropAudit,
  dropMailProblems,
  dropOldBans,
  dropSyncLog,
  emptyAbsenceNotes,
  emptyHoursWords,
  scrubDueBookings,
} from '@/lib/db/scrub';
import { addToReport, dropOldReports, SCRUBBED, type Scrubbed } from '@/lib/db/scrub-reports';
import { dropSearchCounts } from '@/lib/db/search-counts';
import { dropUnusedAccounts } from '@/lib/db/unused-accounts';
import { DAY_MS } from '@/lib/time/interval';

/** Small enough that nobody waits for its locks. */
const AT_ONCE = 500;

/** Admins see the last day; a few more for whoever looks after a weekend. No person stands in these counts. */
const API_USE_DAYS = 7;

type Kind = { kind: Scrubbed; days: keyof Retention; take: (tx: Tx, before: Date, now: Date) => Promise<number> };

const KINDS: readonly Kind[] = [
  {
    ...{ kind: 'bookings', days: 'retentionDays' },
    take: (tx, before, now) => scrubDueBookings(tx, { before, now, limitDays: LIMIT_DAYS }, AT_ONCE),
  },
  { kind: 'words', days: 'retentionDays', take: (tx, before) => emptyHoursWords(tx, before, AT_ONCE) },
  { kind: 'absences', days: 'retentionDays', take: (tx, before) => emptyAbsenceNotes(tx, before, AT_ONCE) },
  // After the bookings: whoever had none but those goes in the same turn.
  { kind: 'accounts', days: 'accountDays', take: (tx, before) => dropUnusedAccounts(tx, before, AT_ONCE) },
  { kind: 'bans', days: 'retentionDays', take: (tx, before) => dropOldBans(tx, before, AT_ONCE) },
  { kind: 'mails', days: 'mailDays', take: (tx, before) => dropMailProblems(tx, before, AT_ONCE) },
  { kind: 'audit', days: 'auditDays', take: (tx, before) => dropAudit(tx, before, AT_ONCE) },
  { kind: 'searches', days: 'searchDays', take: (tx, before) => dropSearchCounts(tx, before, AT_ONCE) },
  { kind: 'syncLog', days: 'syncLogDays', take: (tx, before) => dropSyncLog(tx, before, AT_ONCE) },
];

/**
 * Once a day: everything that is kept longer than the library keeps it goes, but for names of bookings that a limit may still
 * count (own reading: the longer of the two holds, and both settings say so); batch by batch, each counted in the month's
 * report by the transaction that removes it. Safe in several workers at once. Returns how many of each kind.
 */
export async function applyRetention(now: Date): Promise<Record<Scrubbed, number>> {
  const done = Object.fromEntries(SCRUBBED.map((kind) => [kind, 0])) as Record<Scrubbed, number>;
  const known = await retention(db());
  if (!known) return done;
  for (const { kind, days, take } of KINDS) {
    const before = new Date(now.getTime() - known[days] * DAY_MS);
    for (;;) {
      const count = await transaction(async (tx) => {
        const taken = await take(tx, before, now);
        if (taken > 0) await addToReport(tx, kind, taken, now);
        return taken;
      });
      done[kind] += count;
      if (count < AT_ONCE) break;
    }
  }
  await forgetApiUse(db(), new Date(now.getTime() - API_USE_DAYS * DAY_MS));
  await dropOldReports(db(), new Date(now.getTime() - known.auditDays * DAY_MS));
  return done;
}
