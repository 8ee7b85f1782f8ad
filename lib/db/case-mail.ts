import type { Tx } from '@/lib/db/client';
import type { ConflictKind } from '@/lib/db/conflicts';
import type { PersonRole } from '@/lib/db/people';
import type { Interval } from '@/lib/time/interval';

/** What a message about a case needs. */
export type CaseForMail = {
  id: number;
  kind: ConflictKind;
  policy: string | null;
  resolution: string | null;
  settleBy: Date | null;
  resource: { name: string; kind: 'space' | 'person'; timeZone: string };
  ours: Interval;
  /** Null: nothing stands in Outlook. */
  theirs: Interval | null;
  /** Bookings that the same cause meets. */
  bookings: number;
  bookingId: number | null;
  publicId: string | null;
  libraryName: string;
  /** What may be answered by a link, and until when; none: nothing waits for an answer, or not for so simple a one. */
  answers: { choice: 'keep' | 'apply' | 'put_back' | 'confirm' | 'cancel'; seen: string; until: Date }[];
  to: { id: number; name: string; address: string; locale: string; role: PersonRole };
};

type Evidence = { ours: { start: string; end: string }; theirs: { start: string; end: string } | null };

/** Null: whoever was to be told has left. The answers are the caller's to say. */
export async function caseForMail(
  tx: Tx,
  conflictId: number,
  personId: number,
): Promise<Omit<CaseForMail, 'answers'> | null> {
  const row = await tx.syncConflict.findUnique({
    where: { id: conflictId },
    include: {
      booking: { select: { publicId: true } },
      resource: { include: { category: { include: { location: true } } } },
    },
  });
  const person = await tx.person.findFirst({ where: { id: personId, disabledAt: null } });
  const library = await tx.library.findUnique({ where: { id: 1 }, select: { name: true } });
  if (!row || !person || !library) return null;
  const { id, kind, policy, resolution, settleBy, caseKey, linkId, resource, booking } = row;
  const bookings = caseKey ? await tx.syncConflict.count({ where: { linkId, caseKey } }) : 1;
  const { ours, theirs } = row.evidence as Evidence;
  return {
    ...{ id, kind: kind as ConflictKind, policy, resolution, settleBy, bookings },
    resource: { name: resource.name, kind: resource.kind, timeZone: resource.category.location.timeZone },
    ...{
      ours: intervalOf(ours),
      theirs: theirs && intervalOf(theirs),
      publicId: booking?.publicId ?? null,
      bookingId: row.bookingId,
    },
    ...{
      libraryName: library.name,
      to: { id: person.id, name: person.name, address: person.email, locale: person.locale, role: person.role },
    },
  };
}

/** Where a booking was before the case moved it. */
export async function caseBefore(tx: Tx, conflictId: number): Promise<(Interval & { name: string }) | null> {
  const row = await tx.syncConflict.findUnique({
    where: { id: conflictId },
    select: { evidence: true, resource: { select: { name: true } } },
  });
  return row && { ...intervalOf((row.evidence as Evidence).ours), name: row.resource.name };
}

const intervalOf = ({ start, end }: { start: string; end: string }): Interval => ({
  start: new Date(start),
  end: new Date(end),
});
