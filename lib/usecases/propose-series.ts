import { type Actor, can, canSomewhere } from '@/lib/auth/can';
import { db, inTransaction } from '@/lib/db/client';
import { resources } from '@/lib/db/resources';
import { dropSeriesDrafts, insertSeries, type SeriesWish } from '@/lib/db/series';
import type { FieldProblem } from '@/lib/field-problem';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { expandSeries, MOST_OCCURRENCES, type Occurrence, type SeriesRule } from '@/lib/time/expand-series';
import { addMinutes, DAY_MS, minutesBetween } from '@/lib/time/interval';
import { localDateOf, wallTime } from '@/lib/time/zone';
import { patronForStaff } from './patron-for-staff';
import { type SeriesAsked, seriesInput } from './series-input';

const invalid = (field: string, problem: FieldProblem) => refuse({ code: 'invalid', fields: { [field]: problem } });

/**
 * What staff want to book for somebody, or block, once or by a rule, is kept as a draft: nothing is booked before it was
 * looked at (`view-series`) and decided on (`decide-series`). A draft that nobody decides on is forgotten after a day.
 */
export async function proposeSeries(actor: Actor, raw: unknown, now: Date): Promise<Result<{ seriesId: number }>> {
  const input = parse(seriesInput, raw);
  if (!input.ok) return input;
  const asked = input.value;
  if (actor.kind !== 'person' || !canSomewhere(actor, actOf(asked))) return refuse({ code: 'not_allowed' });
  const spaces = await resources(db(), { ids: asked.spaceIds, kind: 'space' });
  const [space] = spaces;
  if (!space || spaces.length < asked.spaceIds.length) return refuse({ code: 'not_found' });
  if (spaces.some(({ locationId }) => locationId !== space.locationId)) return invalid('spaces', 'other_location');
  if (!can(actor, actOf(asked), space.locationId)) return refuse({ code: 'not_allowed' });
  const { timeZone } = space;
  if (asked.date < localDateOf(now, timeZone)) return invalid('date', 'not_before_today');
  const times = timesOf(asked, timeZone);
  if (!times.ok) return times;
  const wish = await wishOf(asked, now);
  if (!wish.ok) return wish;

  return inTransaction(async (tx) => {
    await dropSeriesDrafts(tx, new Date(now.getTime() - DAY_MS));
    const { rule, occurrences } = times.value;
    const seriesId = await insertSeries(
      tx,
      {
        ...{ rule, isBlock: asked.kind === 'block', tell: asked.tell, createdById: actor.id, wish: wish.value },
        times: occurrences.flatMap(({ start, end }) => spaces.map(({ id }) => ({ resourceId: id, start, end }))),
      },
      now,
    );
    return ok({ seriesId });
  });
}

const actOf = ({ kind }: SeriesAsked) => (kind === 'block' ? 'block_time' : 'book_for_others');

type Times = { rule: SeriesRule | null; occurrences: Occurrence[] };

/** The clock time of the end is taken on the first day; from then on all are as long as that. */
function timesOf({ date, startMinute, length, repeat, spaceIds }: SeriesAsked, timeZone: string): Result<Times> {
  const start = wallTime(date, startMinute, timeZone);
  const minutes =
    'minutes' in length ? length.minutes : minutesBetween(start, wallTime(length.endDate, length.endMinute, timeZone));
  if (minutes <= 0) return invalid('end', 'end_before_start');
  if (!repeat) return ok({ rule: null, occurrences: [{ date, start, end: addMinutes(start, minutes) }] });
  const rule = { ...repeat, from: date, startMinute, minutes };
  const occurrences = expandSeries(rule, timeZone, MOST_OCCURRENCES + 1);
  const end = repeat.until === null ? 'times' : 'until';
  if (occurrences.length === 0) return invalid(end, 'out_of_range');
  if (occurrences.length * spaceIds.length > MOST_OCCURRENCES) return invalid(end, 'too_many');
  // Two years are over before so many times are.
  if (repeat.times !== null && occurrences.length < repeat.times) return invalid('times', 'out_of_range');
  const meets = occurrences.some(({ end: until }, at) => until > (occurrences[at + 1]?.start ?? until));
  if (meets) return invalid('minutes' in length ? 'minutes' : 'end', 'out_of_range');
  return ok({ rule, occurrences });
}

async function wishOf(asked: SeriesAsked, now: Date): Promise<Result<SeriesWish>> {
  const { kind, personId, name, email, note, locale } = asked;
  const common = { note, locale, anyway: '' };
  if (kind === 'block') return ok({ ...common, patron: null });
  const found = await patronForStaff({ personId, name, email, locale }, now);
  if (!found.ok) return found;
  const { locale: theirs, ...patron } = found.value;
  return ok({ ...common, locale: theirs, patron });
}
