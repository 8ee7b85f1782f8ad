import type { Actor, Person } from '@/lib/auth/can';
import { occupancyRows } from '@/lib/booking/occupancy';
import type { BookingStatus } from '@/lib/booking/types';
import { insertBooking } from '@/lib/db/bookings';
import { db } from '@/lib/db/client';
import type { Interval } from '@/lib/time/interval';

let made = 0;

/** A booking as the form would make it, in any status; answers its ids. */
export async function givenBooking(
  resourceId: number,
  when: Interval,
  { status = 'confirmed', createdAt = new Date(when.start.getTime() - 86_400_000) }: Given = {},
): Promise<{ id: number; publicId: string }> {
  made += 1;
  const publicId = `given${String(made).padStart(3, '0')}`;
  const item = { resourceId, ...when };
  const id = await insertBooking(db(), {
    ...{ publicId, status, statusReason: null, cause: 'user', holdUntil: null, settledAt: createdAt, createdAt },
    ...{ personId: null, patronName: 'Rosa Reader', patronEmail: 'rosa@example.org', note: '', locale: 'en' },
    ...{ items: [item], occupancy: occupancyRows([{ ...item, partIds: [], setupMinutes: 0, cleanupMinutes: 0 }]) },
  });
  return { id: id ?? 0, publicId };
}

type Given = { status?: BookingStatus; createdAt?: Date };

export const asStaff = ({ id, name }: { id: number; name: string }, role: Person['role'] = 'staff'): Actor => ({
  ...{ kind: 'person', id, name, role, email: `${role}${id}@library.example`, locale: 'en' },
});

/** What was asked to be mailed, in order: the template, and of mediators' mails to whom. */
export async function mailsAsked(): Promise<string[]> {
  const rows = await db().$queryRaw<{ template: string; personId: number | null }[]>`
    SELECT data->>'template' AS template, (data->>'personId')::int AS "personId" FROM pgboss.job
    WHERE name IN ('mail', 'mediation_mail') ORDER BY created_on, id`;
  return rows.map(({ template, personId }) => (personId ? `${template} ${personId}` : template));
}
