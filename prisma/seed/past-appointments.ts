import type { Tx } from '@/lib/db/client';
import { addMinutes } from '@/lib/time/interval';
import { addDays, wallTime, weekdayOf } from '@/lib/time/zone';
import { publicIdOf, seeded } from './bookings';
import { patrons } from './people';
import { TIME_ZONE } from './place';

const DAYS = 26 * 7;
const DAY_MINUTES = 1440;
const STARTS = [9 * 60, 10 * 60, 11 * 60, 13 * 60, 14 * 60, 14 * 60, 15 * 60];
/** How long before the start people book, in minutes; and how some of them end. */
const LEADS = [30, 180, 1500, 2900, 4400, 7200, 9500, 14_500, 26_000];
const ENDINGS = [
  { upTo: 0.06, status: 'cancelled', cause: 'user' },
  { upTo: 0.09, status: 'cancelled', cause: 'staff' },
  { upTo: 0.11, status: 'cancelled', cause: 'remote' },
] as const;
const NO_SHOWS = 0.15;

/** Half a year of appointments up to yesterday: at most one each morning and afternoon, so that none meets another. */
export async function seedPastAppointments(tx: Tx, today: string): Promise<void> {
  const random = seeded(4711);
  const pick = <T>(of: readonly T[]): T | undefined => of[Math.floor(random() * of.length)];
  const kindsOf = { where: { active: true }, orderBy: { id: 'asc' } } as const;
  const people = await tx.resource.findMany({
    where: { kind: 'person' },
    orderBy: { id: 'asc' },
    include: { kinds: kindsOf, places: { orderBy: { position: 'asc' } }, category: { include: { kinds: kindsOf } } },
  });
  const made: object[] = [];
  for (let back = DAYS; back >= 1; back--)
    for (const { id: resourceId, kinds, category, places, subjects } of people) {
      const date = addDays(today, -back);
      const isQuiet = ['07', '08'].includes(date.slice(5, 7));
      if (weekdayOf(date) > 5 || random() > (isQuiet ? 0.1 : 0.22)) continue;
      const kind = pick(category.kinds.length > 0 ? category.kinds : kinds);
      const place = pick(places.filter((one) => one.kind !== 'room'));
      const start = wallTime(date, pick(STARTS) ?? 600, TIME_ZONE);
      const end = addMinutes(start, kind?.minutes ?? 30);
      const createdAt = addMinutes(start, -(pick(LEADS) ?? DAY_MINUTES));
      const fate = random();
      const ending = ENDINGS.find(({ upTo }) => fate < upTo);
      const ended = { status: ending?.status ?? 'confirmed', cause: ending?.cause ?? 'user' } as const;
      const patronName = pick(patrons) ?? 'A patron';
      made.push({
        ...{ publicId: publicIdOf(random), patronName, createdAt, start, end, resourceId, ...ended },
        patronEmail: `${patronName.toLowerCase().replace(/[^a-z]+/g, '.')}@patrons.example`,
        cancelledAt: ending && addMinutes(start, (createdAt.getTime() - start.getTime()) / 120_000),
        noShowAt: !ending && fate < NO_SHOWS ? end : undefined,
        ...{ kindId: kind?.id, kindName: kind?.name ?? '', placeId: place?.id, placeKind: place?.kind ?? 'desk' },
        ...{ placeName: place?.name ?? '', link: place?.link ?? '' },
        // Who comes by somebody's own page has named no subject.
        subject: (subjects.length === 1 || random() < 0.7 ? pick(subjects) : '') ?? '',
      });
    }
  await tx.$executeRaw`
    WITH made AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(made)}::jsonb) AS row ("publicId" text, "patronName" text,
        "patronEmail" text, "createdAt" timestamptz, start timestamptz, "end" timestamptz, "resourceId" int, status text,
        cause text, "cancelledAt" timestamptz, "noShowAt" timestamptz, "kindId" int, "kindName" text, "placeId" int,
        "placeKind" text, "placeName" text, link text, subject text)
    ), stored AS (
      INSERT INTO booking (public_id, status, cause, origin, patron_name, patron_email, created_at, settled_at, cancelled_at,
        no_show_at)
      SELECT "publicId", status::booking_status, cause::cause, 'patron', "patronName", "patronEmail", "createdAt", "createdAt",
        "cancelledAt", "noShowAt" FROM made
      RETURNING id, public_id
    ), with_id AS (SELECT stored.id, made.* FROM made JOIN stored ON stored.public_id = made."publicId"),
    item AS (
      INSERT INTO booking_item (booking_id, resource_id, starts_at, ends_at)
      SELECT id, "resourceId", start, "end" FROM with_id
    ), taken AS (
      INSERT INTO occupancy (booking_id, resource_id, starts_at, ends_at)
      SELECT id, "resourceId", start, "end" FROM with_id WHERE status = 'confirmed'
    )
    INSERT INTO appointment (booking_id, resource_id, kind_id, kind_name, place_id, place_kind, place_name, link, subject,
      followed_up_at)
    SELECT id, "resourceId", "kindId", "kindName", "placeId", "placeKind", "placeName", link, subject, "end" FROM with_id`;
}
