import type { Mode } from '@/lib/booking/appointment-types';
import type { BookingStatus } from '@/lib/booking/types';
import { modeOfKind } from '@/lib/db/booking-mode';
import { type Keeper, keptBy } from '@/lib/db/case-keeper';
import type { Tx } from '@/lib/db/client';
import type { ConflictKind } from '@/lib/db/conflicts';
import type { Prisma } from '@/lib/db/generated/client';
import type { Interval } from '@/lib/time/interval';

/** One version of the matter: interval, status and ages, and nothing else of anybody's event. */
export type CaseSide = Interval & {
  showAs: string;
  allDay: boolean;
  createdAt: Date | null;
  changedAt: Date | null;
};

export type CaseRow = {
  id: number;
  linkId: number;
  kind: ConflictKind;
  policy: string | null;
  /** Rows of one cause share it. */
  caseKey: string;
  seenAt: Date;
  settleBy: Date | null;
  state: 'open' | 'resolved';
  /** How it ended, and by whom; by nobody: it was an answer of ours, or over. */
  resolution: string | null;
  resolvedBy: number | null;
  ours: CaseSide;
  theirs: CaseSide | null;
  resource: {
    id: number;
    name: string;
    kind: 'space' | 'person';
    personId: number | null;
    locationId: number;
    timeZone: string;
  };
  booking: {
    id: number;
    publicId: string;
    status: BookingStatus;
    version: number;
    patronName: string;
    patronEmail: string;
    /** Of a person's. */
    mode: Mode | null;
    items: (Interval & { resourceId: number; name: string; kind: 'space' | 'person' })[];
  } | null;
  /** State of the event that stands for the booking in this calendar. */
  mirror: string | null;
};

const include = {
  resource: { include: { category: { select: { locationId: true, location: { select: { timeZone: true } } } } } },
  booking: {
    include: {
      items: {
        orderBy: [{ startsAt: 'asc' }, { resource: { kind: 'desc' } }, { resourceId: 'asc' }],
        include: { resource: { select: { name: true, kind: true } } },
      },
      mirrors: { select: { linkId: true, state: true } },
      appointment: { select: { placeKind: true } },
    },
  },
} as const satisfies Prisma.SyncConflictInclude;

/** The first `take` open ones, the oldest first. */
export async function openCases(tx: Tx, keeper: Keeper, take: number): Promise<CaseRow[]> {
  const rows = await tx.syncConflict.findMany({
    where: { state: 'open', ...keptBy(keeper) },
    orderBy: { id: 'asc' },
    take,
    include,
  });
  return rows.map(asCase);
}

export const countOpenCases = (tx: Tx, keeper: Keeper): Promise<number> =>
  tx.syncConflict.count({ where: { state: 'open', ...keptBy(keeper) } });

/** Rows of one cause, as those of one series in Outlook are, count once. */
export async function countOpenCauses(tx: Tx, keeper: Keeper): Promise<number> {
  const where = { state: 'open' as const, ...keptBy(keeper) };
  const causes = await tx.syncConflict.groupBy({ by: ['linkId', 'caseKey'], where, _count: true });
  return causes.reduce((total, { caseKey, _count }) => total + (caseKey === null ? _count : 1), 0);
}

export async function caseById(tx: Tx, id: number): Promise<CaseRow | null> {
  const row = await tx.syncConflict.findUnique({ where: { id }, include });
  return row && asCase(row);
}

/** Waits for whoever settles it now. Lock its booking first (`lockWholeBooking`). */
export async function lockCase(tx: Tx, id: number): Promise<CaseRow | null> {
  await tx.$queryRaw`SELECT id FROM sync_conflict WHERE id = ${id} FOR UPDATE`;
  return caseById(tx, id);
}

/** Of these bookings, the open questions whether they are confirmed that this keeper may answer: booking → case. */
export async function confirmCasesOf(
  tx: Tx,
  bookingIds: readonly number[],
  keeper: Keeper,
): Promise<ReadonlyMap<number, number>> {
  const rows = await tx.syncConflict.findMany({
    where: { bookingId: { in: [...bookingIds] }, kind: 'to_confirm', state: 'open', ...keptBy(keeper) },
    select: { id: true, bookingId: true },
  });
  return new Map(rows.flatMap(({ id, bookingId }) => (bookingId === null ? [] : [[bookingId, id] as const])));
}

/** Where the library last took the booking from, and the case that says so. */
export async function lastMove(
  tx: Tx,
  bookingId: number,
): Promise<(Interval & { name: string; conflictId: number; personId: number | null; at: Date }) | null> {
  const row = await tx.syncConflict.findFirst({
    where: { bookingId, resolution: { in: ['accepted', 'applied', 'moved'] } },
    orderBy: [{ resolvedAt: 'desc' }, { id: 'desc' }],
    select: {
      id: true,
      evidence: true,
      resolvedAt: true,
      seenAt: true,
      resource: { select: { name: true, personId: true } },
    },
  });
  if (!row) return null;
  const { start, end } = sideOf((row.evidence as { ours: StoredSide }).ours);
  const at = row.resolvedAt ?? row.seenAt;
  return { start, end, name: row.resource.name, conflictId: row.id, personId: row.resource.personId, at };
}

type StoredSide = {
  start: string;
  end: string;
  showAs?: string;
  allDay?: boolean;
  createdAt?: string | null;
  changedAt?: string | null;
};

const sideOf = ({ start, end, showAs = 'busy', allDay = false, createdAt, changedAt }: StoredSide): CaseSide => ({
  ...{ start: new Date(start), end: new Date(end), showAs, allDay },
  createdAt: createdAt ? new Date(createdAt) : null,
  changedAt: changedAt ? new Date(changedAt) : null,
});

function asCase(row: Prisma.SyncConflictGetPayload<{ include: typeof include }>): CaseRow {
  const { id, linkId, policy, seenAt, settleBy, state, resolution, resolvedBy, resource, booking } = row;
  const { ours, theirs } = row.evidence as { ours: StoredSide; theirs: StoredSide | null };
  const { locationId, location } = resource.category;
  const { timeZone } = location;
  return {
    ...{
      id,
      linkId,
      kind: row.kind as ConflictKind,
      policy,
      caseKey: row.caseKey ?? String(id),
      seenAt,
      settleBy,
      ...{ state, resolution, resolvedBy },
    },
    ...{ ours: sideOf(ours), theirs: theirs && sideOf(theirs) },
    resource: {
      ...{ id: resource.id, name: resource.name, kind: resource.kind, personId: resource.personId },
      ...{ locationId, timeZone },
    },
    booking: booking && {
      ...{ id: booking.id, publicId: booking.publicId, status: booking.status, version: booking.version },
      ...{ patronName: booking.patronName, patronEmail: booking.patronEmail },
      mode: booking.appointment && modeOfKind(booking.appointment.placeKind),
      items: booking.items.map(({ resourceId, startsAt, endsAt, resource: { name, kind } }) => ({
        ...{ resourceId, name, kind, start: startsAt, end: endsAt },
      })),
    },
    mirror: booking?.mirrors.find((one) => one.linkId === linkId)?.state ?? null,
  };
}
