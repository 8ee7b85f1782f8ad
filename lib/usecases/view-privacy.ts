import { type Actor, can } from '@/lib/auth/can';
import { LIMIT_DAYS } from '@/lib/booking/may-forget';
import { db } from '@/lib/db/client';
import { type Retention, retention } from '@/lib/db/retention';
import { countDue, limitPeriods } from '@/lib/db/scrub';
import { type ScrubReportRow, scrubReports } from '@/lib/db/scrub-reports';
import { ok, type Result, refuse } from '@/lib/result';
import { DAY_MS } from '@/lib/time/interval';

export type PrivacyView = {
  days: Retention;
  reports: ScrubReportRow[];
  /** Bookings that still say who booked though their time is over by more than the day that the scrub may take. */
  overdue: number;
  /** Days that the longest limit in use keeps names, where that is more than is set; else null. */
  limitDays: number | null;
};

export async function viewPrivacy(actor: Actor, now: Date): Promise<Result<PrivacyView>> {
  if (!can(actor, 'manage_privacy')) return refuse({ code: 'not_allowed' });
  const days = await retention(db());
  if (!days) return refuse({ code: 'not_found' });
  const yesterday = new Date(now.getTime() - DAY_MS);
  const before = new Date(yesterday.getTime() - days.retentionDays * DAY_MS);
  const longest = Math.max(0, ...(await limitPeriods(db())).map((per) => LIMIT_DAYS[per] ?? 0));
  return ok({
    ...{ days, reports: await scrubReports(db()) },
    overdue: await countDue(db(), { before, now: yesterday, limitDays: LIMIT_DAYS }),
    limitDays: longest > days.retentionDays ? longest : null,
  });
}
