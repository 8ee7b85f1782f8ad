import { z } from 'zod';
import type { Actor } from '@/lib/auth/can';
import { calendarState } from '@/lib/booking/calendar-state';
import { type CaseChoice, caseChoices, caseFactsOf } from '@/lib/booking/case-choices';
import { caseSeen } from '@/lib/booking/case-seen';
import { calendarsOf } from '@/lib/db/booking-calendar';
import { type CaseRow, type CaseSide, caseById, countOpenCases, countOpenCauses, openCases } from '@/lib/db/cases';
import { db } from '@/lib/db/client';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import type { Interval } from '@/lib/time/interval';
import { caseViewerOf, keeperOf, mayDecide } from './case-facts';
import { spaceOf } from './case-target';
import { type FreeSpace, freeSpacesLike } from './free-spaces-like';

export type CaseView = {
  id: number;
  kind: CaseRow['kind'];
  policy: string | null;
  resource: { name: string; kind: 'space' | 'person' };
  timeZone: string;
  seenAt: Date;
  settleBy: Date | null;
  /** Nothing is written to Outlook until somebody decides. */
  inMediation: boolean;
  /** Whether this calendar's event says what the booking says again. */
  written: 'done' | 'waiting' | 'failed';
  /** Who is asked alone until `settleBy`. */
  askedFirst: 'you' | 'owner' | 'admins';
  ours: CaseSide;
  theirs: CaseSide | null;
  booking: { publicId: string; patronName: string; patronEmail: string; items: (Interval & { name: string })[] } | null;
  choices: CaseChoice[];
  /** What is shown here, for the form to carry. */
  seen: string;
};

export type CasesView = {
  /** Of everybody, at the locations that the asker's role counts for; else spaces' and their own. */
  all: boolean;
  /** Else they are looked at only. */
  mayDecide: boolean;
  /** Rows of one cause stand together; what begins first comes first. */
  cases: { key: string; rows: CaseView[] }[];
  /** There are more than are shown. */
  more: number;
  /** Where the case that was asked for may go. */
  move: number | null;
  spaces: FreeSpace[];
};

const viewCasesInput = z.object({ move: z.coerce.number().int().positive().optional().catch(undefined) });

const AT_ONCE = 100;

/** What waits for a decision: everything for admins; spaces' and their own for staff, and for those who only look. */
export async function viewCases(actor: Actor, raw: unknown, now: Date): Promise<Result<CasesView>> {
  const input = parse(viewCasesInput, raw);
  if (!input.ok) return input;
  const keeper = caseViewerOf(actor);
  if (!keeper) return refuse({ code: 'not_allowed' });
  const mayDecideAny = keeperOf(actor) !== null;
  const rows = await openCases(db(), keeper, AT_ONCE);
  const writtenOf = await writtenOn(rows);
  const shownTo = (row: CaseRow): CaseView => ({
    ...shown(row, now),
    ...{ written: writtenOf(row), askedFirst: askedFirst(actor, row) },
  });
  const keys = [...new Set(rows.map(keyOf))];
  const asked = input.value.move === undefined ? null : await caseById(db(), input.value.move);
  const moving =
    asked && mayDecideAny && mayDecide(keeper, asked) && shown(asked, now).choices.includes('move') ? asked : null;
  return ok({
    ...{ all: keeper === 'all' || keeper.everything, mayDecide: mayDecideAny },
    cases: keys
      .map((key) => ({
        key,
        rows: rows
          .filter((row) => keyOf(row) === key)
          .map(shownTo)
          .sort(bySoonest),
      }))
      .sort(({ rows: [a] }, { rows: [b] }) => (a && b ? bySoonest(a, b) : 0)),
    more: rows.length < AT_ONCE ? 0 : (await countOpenCases(db(), keeper)) - rows.length,
    move: moving?.id ?? null,
    spaces: moving?.booking ? await freeSpacesLike(spaceOf(moving), moving.booking.items, now) : [],
  });
}

/** For the ways between the pages: how many wait; one series in Outlook is one. */
export async function countCases(actor: Actor): Promise<number> {
  const keeper = caseViewerOf(actor);
  return keeper ? countOpenCauses(db(), keeper) : 0;
}

/** What begins first is decided first. */
const bySoonest = (a: CaseView, b: CaseView) => a.ours.start.getTime() - b.ours.start.getTime();

const keyOf = ({ linkId, caseKey }: CaseRow) => `${linkId} ${caseKey}`;

/** What is said to be put back is looked up, not believed. */
async function writtenOn(rows: readonly CaseRow[]): Promise<(row: CaseRow) => CaseView['written']> {
  const ids = rows.flatMap(({ booking }) => (booking ? [booking.id] : []));
  const calendars = await calendarsOf(db(), ids);
  return ({ booking, linkId }) => {
    if (!booking) return 'done';
    const its = calendars(booking.id).filter((calendar) => calendar.linkId === linkId);
    const state = calendarState(booking.status, its);
    return state === 'agreed' ? 'done' : state === 'on_its_way' ? 'waiting' : 'failed';
  };
}

function askedFirst(actor: Actor, { resource: { personId } }: CaseRow): CaseView['askedFirst'] {
  if (personId === null) return 'admins';
  return actor.kind === 'person' && actor.id === personId ? 'you' : 'owner';
}

function shown(row: CaseRow, now: Date): Omit<CaseView, 'written' | 'askedFirst'> {
  const { id, kind, policy, resource, seenAt, settleBy, ours, theirs, booking } = row;
  const facts = caseFactsOf(row, now);
  return {
    ...{ id, kind, policy, seenAt, settleBy, ours, theirs, inMediation: facts.inMediation },
    ...{ resource: { name: resource.name, kind: resource.kind }, timeZone: resource.timeZone },
    booking: booking && {
      ...{ publicId: booking.publicId, patronName: booking.patronName, patronEmail: booking.patronEmail },
      items: booking.items.map(({ name, start, end }) => ({ name, start, end })),
    },
    choices: caseChoices(facts),
    seen: caseSeen(row),
  };
}
