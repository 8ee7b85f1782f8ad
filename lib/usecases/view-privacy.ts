import { type Actor, can } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { type Retention, retention } from '@/lib/db/retention';
import { countOverdue } from '@/lib/db/scrub';
import { type ScrubReportRow, scrubReports } from '@/lib/db/scrub-reports';
import { ok, type Result, refuse } from '@/lib/result';
import { DAY_MS } from '@/lib/time/interval';

export type PrivacyView = {
  days: Retention;
  reports: ScrubReportRow[];
  /** Bookings that still say who booked though their time is over by more than the day that the scrub may take. */
  overdue: number;
};

export async function viewPrivacy(actor: Actor, now: Date): Promise<Result<PrivacyView>> {
  if (!can(actor, 'manage_privacy')) return refuse({ code: 'not_allowed' });
  const days = await retention(db());
  if (!days) return refuse({ code: 'not_found' });
  const before = new Date(now.getTime() - (days.retentionDays + 1) * DAY_MS);
  return ok({ days, reports: await scrubReports(db()), overdue: await countOverdue(db(), before) });
}
