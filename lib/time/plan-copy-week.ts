import { type Absence, type AvailabilityRule, availableOn } from './availability';
import { addDays, type LocalDate } from './zone';

/** What a copied span says beside its time: where it is offered, to whom, and what is told. */
export type SpanTerms = { placeIds: number[]; groupId: number | null; directions: string };

/** A span of one date, in wall-clock minutes after its midnight. */
export type CopiedSpan = SpanTerms & { date: LocalDate; startsMinute: number; endsMinute: number };

/** `already`: spans of which nothing is added, since they are there; `past`: dates that are over. */
export type CopyPlan = { add: CopiedSpan[]; already: number; past: number };

type Said = { rules: readonly (AvailabilityRule & { directions: string })[]; absences: readonly Absence[] };
type Span = { startsMinute: number; endsMinute: number };

const DAY_MINUTES = 1440;

/**
 * What one week shows as available, rules, exceptions and absences resolved, opened in other weeks: each on its weekday,
 * at the same time of the clock, whatever clocks do in between. `monday` and `to` are Mondays. What is open there already,
 * at those places at least and to the same people at least, is left out, so that a copy made twice adds nothing. An
 * absence in the other week does not count as open or closed: it goes on to hide what is added (own reading).
 */
export function planCopyWeek({ rules, absences }: Said, monday: LocalDate, to: readonly LocalDate[], today: LocalDate) {
  const plan: CopyPlan = { add: [], already: 0, past: 0 };
  const rulesById = new Map(rules.map((rule) => [rule.id, rule]));
  for (const other of [...new Set(to)].sort())
    for (let day = 0; day < 7; day++) {
      const date = addDays(other, day);
      const copied = availableOn(rules, absences, addDays(monday, day)).map(({ opensMinute, closesMinute, rule }) => ({
        ...{ startsMinute: opensMinute, endsMinute: closesMinute, placeIds: rule.placeIds, groupId: rule.groupId },
        directions: rulesById.get(rule.id)?.directions ?? '',
      }));
      if (copied.length > 0 && date < today) plan.past += 1;
      else
        for (const span of joined(copied)) {
          const added = plan.add.filter((one) => one.date === date);
          const missing = without(span, [
            ...openAlready(rules, date, span),
            ...added.filter((one) => covers(one, span)),
          ]);
          plan.add.push(...missing.map((left) => ({ ...span, ...left, date })));
          if (missing.length === 0) plan.already += 1;
        }
    }
  return plan;
}

/** Spans of the same terms that meet or touch become one. */
function joined(spans: readonly (Span & SpanTerms)[]): (Span & SpanTerms)[] {
  const found: (Span & SpanTerms)[] = [];
  for (const span of spans) {
    const last = found.findLast((one) => sameTerms(one, span) && span.startsMinute <= one.endsMinute);
    if (last) last.endsMinute = Math.max(last.endsMinute, span.endsMinute);
    else found.push({ ...span });
  }
  return found;
}

export const sameTerms = (a: SpanTerms, b: SpanTerms): boolean =>
  a.groupId === b.groupId &&
  a.directions === b.directions &&
  a.placeIds.toSorted().join() === b.placeIds.toSorted().join();

/** Whether time open by `there` is open for all that `wanted` asks. No place means the usual one, which only itself covers. */
const covers = (there: Pick<SpanTerms, 'placeIds' | 'groupId'>, wanted: SpanTerms): boolean =>
  (there.groupId === null || there.groupId === wanted.groupId) &&
  (wanted.placeIds.length === 0
    ? there.placeIds.length === 0
    : wanted.placeIds.every((place) => there.placeIds.includes(place)));

/** In minutes of `date`, with what the day before leaves past midnight and what the day after begins with. */
const openAlready = (rules: Said['rules'], date: LocalDate, wanted: SpanTerms): Span[] =>
  [-1, 0, 1].flatMap((offset) =>
    availableOn(rules, [], addDays(date, offset))
      .filter(({ rule }) => covers(rule, wanted))
      .map(({ opensMinute, closesMinute }) => ({
        startsMinute: opensMinute + offset * DAY_MINUTES,
        endsMinute: closesMinute + offset * DAY_MINUTES,
      })),
  );

function without(span: Span, holes: readonly Span[]): Span[] {
  return holes.reduce<Span[]>(
    (left, hole) =>
      left.flatMap(({ startsMinute, endsMinute }) =>
        [
          { startsMinute, endsMinute: Math.min(endsMinute, hole.startsMinute) },
          { startsMinute: Math.max(startsMinute, hole.endsMinute), endsMinute },
        ].filter((part) => part.startsMinute < part.endsMinute),
      ),
    [{ startsMinute: span.startsMinute, endsMinute: span.endsMinute }],
  );
}
