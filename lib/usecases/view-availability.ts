import { z } from 'zod';
import { type Actor, canSomewhere, within } from '@/lib/auth/can';
import { type PersonTable, personWeekTable } from '@/lib/booking/person-week';
import { absencesOfPerson, type OwnAbsence } from '@/lib/db/absences';
import { type OwnRule, rulesOfPerson } from '@/lib/db/availability-rules';
import { db, type Tx } from '@/lib/db/client';
import { hoursOf } from '@/lib/db/hours';
import { openLinksOfResource } from '@/lib/db/link-rows';
import { appointmentsOf, busyInOutlook, type OwnAppointment, type OwnBusyTime } from '@/lib/db/own-appointments';
import { resources } from '@/lib/db/resources';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { clip, type Interval } from '@/lib/time/interval';
import { type Stretch, sayingOn, stretchesIn } from '@/lib/time/opening';
import {
  addDays,
  datesBetween,
  isLocalDate,
  type LocalDate,
  localDateOf,
  localDay,
  mondayOf,
  wallTime,
} from '@/lib/time/zone';
import { type RuleNames, ruleNames } from './availability-names';
import { type AvailabilityOwner, availabilityOwner } from './availability-owner';

const viewAvailabilityInput = z.object({
  person: z.coerce.number().int().positive().max(2_147_483_647).optional(),
  date: z
    .string()
    .refine((text) => isLocalDate(text) && text > '2000-01-01' && text < '2099-12-31', 'not_date')
    .optional(),
});

export type AwayStretch = Interval & { absenceId: number; note: string };

/** One day of the week. What runs past midnight stands on the date on which it begins. */
export type AvailabilityDay = {
  date: LocalDate;
  /** The library is closed, and its people with it. */
  closed: boolean;
  available: Stretch[];
  booked: OwnAppointment[];
  away: AwayStretch[];
  busy: OwnBusyTime[];
};

export type AvailabilityView = {
  /** Whom an admin may look after instead; empty for everybody else. */
  people: { id: number; name: string }[];
  /** Null: who asks has no appointment page. */
  week: AvailabilityWeek | null;
};

export type AvailabilityWeek = {
  person: Pick<AvailabilityOwner, 'id' | 'isOwn' | 'name' | 'slug' | 'timeZone' | 'locationName' | 'active'>;
  today: LocalDate;
  dates: LocalDate[];
  days: AvailabilityDay[];
  table: PersonTable<OwnAppointment, AwayStretch>;
  /** All of them; and those, like the absences, that are still to come: the shown week may be an older one. */
  rules: OwnRule[];
  coming: OwnRule[];
  absences: OwnAbsence[];
  names: RuleNames;
  /** Whether a calendar in Outlook closes their time. */
  reads: boolean;
};

/** A week of somebody's own time: when they are available and where, away, booked, and busy in Outlook. */
export async function viewAvailability(actor: Actor, raw: unknown, now: Date): Promise<Result<AvailabilityView>> {
  const input = parse(viewAvailabilityInput, raw);
  if (!input.ok) return input;
  const owner = await availabilityOwner(db(), actor, input.value.person ?? null);
  const people = canSomewhere(actor, 'manage_appointments') ? await resources(db(), { kind: 'person' }) : [];
  const known = within(actor, people, ({ locationId }) => locationId)
    .map(({ id, name }) => ({ id, name }))
    .sort((a, b) => a.name.localeCompare(b.name));
  if (owner.ok) return ok({ people: known, week: await weekOf(db(), owner.value, input.value.date, now) });
  const hasNone = owner.refusal.code === 'not_found' && input.value.person === undefined;
  return hasNone ? ok({ people: known, week: null }) : refuse(owner.refusal);
}

async function weekOf(
  tx: Tx,
  owner: AvailabilityOwner,
  asked: LocalDate | undefined,
  now: Date,
): Promise<AvailabilityWeek> {
  const { id, timeZone } = owner;
  const today = localDateOf(now, timeZone);
  const monday = mondayOf(asked ?? today);
  const dates = datesBetween(monday, addDays(monday, 6));
  // A night more at either end, for what crosses a midnight.
  const range = {
    start: localDay(addDays(monday, -1), timeZone).start,
    end: localDay(addDays(monday, 8), timeZone).start,
  };
  const levels = (await hoursOf(tx, [owner], addDays(monday, -2), addDays(monday, 8)))(owner);
  const available = stretchesIn(levels, range, timeZone);
  const booked = await appointmentsOf(tx, id, range);
  const busy = await busyInOutlook(tx, id, range);
  const absences = await absencesOfPerson(tx, id, monday < today ? monday : today);
  const away = absences.map((one) => awayStretch(one, timeZone));
  const days = dates.map((date): AvailabilityDay => {
    const day = localDay(date, timeZone);
    const begins = ({ start }: Interval) => localDateOf(start, timeZone) === date;
    const onDay = <T extends Interval>(one: T) => {
      const part = clip(one, day);
      return part ? [{ ...one, ...part }] : [];
    };
    return {
      ...{ date, closed: isClosed(levels, date), available: available.filter(begins), booked: booked.filter(begins) },
      ...{ away: away.flatMap(onDay), busy: busy.flatMap(onDay) },
    };
  });
  const rules = await rulesOfPerson(tx, id);
  return {
    person: owner,
    ...{ today, dates, days, rules, coming: rules.filter((rule) => isToCome(rule, today)) },
    ...{ absences: absences.filter(({ toDate }) => toDate >= today) },
    table: personWeekTable(dates, { available, booked, away, busy }, timeZone),
    names: await ruleNames(tx, owner),
    reads: (await openLinksOfResource(tx, id)).some(({ reads }) => reads),
  };
}

/** By its location or category; nothing of the person's own says so. */
const isClosed = (levels: Parameters<typeof sayingOn>[0], date: LocalDate) =>
  sayingOn(levels, date)?.by === 'exception';

const awayStretch = ({ id, note, fromDate, fromMinute, toDate, toMinute }: OwnAbsence, timeZone: string) => ({
  ...{ absenceId: id, note },
  start: wallTime(fromDate, fromMinute, timeZone),
  end: wallTime(toDate, toMinute, timeZone),
});

export const isToCome = ({ repeat, until, dates }: OwnRule, today: LocalDate): boolean =>
  repeat === 'dates' ? dates.some((date) => date >= today) : until === null || until >= today;
