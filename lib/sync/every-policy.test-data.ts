import { type AllDay, type Closers, SHOWN_AS, showAsPolicy } from '@/lib/show-as';
import { clip, type Interval, merge } from '@/lib/time/interval';
import { type Appearance, busyTime } from './busy';
import { busyAmong, type IcsAnswer, type IcsTime } from './expand-ics.test-data';

const ICS_WORD = {
  free: 'FREE',
  tentative: 'TENTATIVE',
  workingElsewhere: 'WORKINGELSEWHERE',
  busy: 'BUSY',
  oof: 'OOF',
};
const WHOLE_DAYS: Record<AllDay, IcsAnswer['wholeDays']> = { never: 'none', when_busy: 'plain', as_shown: 'all' };

/** The same answer in iCalendar's words. */
export const icsAnswerOf = (closers: Closers): IcsAnswer => ({
  words: new Set(SHOWN_AS.filter((word) => closers[word]).map((word) => ICS_WORD[word])),
  wholeDays: WHOLE_DAYS[closers.allDay],
});

/** Every set of words, with each answer about whole days: 96. */
export const ALL_CLOSERS = (['never', 'when_busy', 'as_shown'] as const).flatMap((allDay) =>
  Array.from(
    { length: 2 ** SHOWN_AS.length },
    (_, bits): Closers => ({
      ...(Object.fromEntries(SHOWN_AS.map((word, place) => [word, (bits & (1 << place)) > 0])) as Omit<
        Closers,
        'allDay'
      >),
      allDay,
    }),
  ),
);

/** The stretches of a frame that are closed, as text that can be compared. */
export const inWords = (intervals: readonly Interval[], frame: Interval): string[] =>
  merge(intervals.flatMap((one) => clip(one, frame) ?? [])).map(
    ({ start, end }) => `${start.toISOString()} – ${end.toISOString()}`,
  );

/** One in `every` of them, beginning with another for each `place`: so many places in a row cover them all. */
export const someClosers = (place: number, every: number): Closers[] =>
  ALL_CLOSERS.filter((_, index) => index % every === place % every);

type Read = { rows: readonly Appearance[]; times: readonly IcsTime[]; frame: Interval; timeZone: string };

/** Of these policies those under which the rows that were read close anything else than the file says; none, when all is well. */
export function wrongPolicies(policies: readonly Closers[], { rows, times, frame, timeZone }: Read): Closers[] {
  return policies.filter((closers) => {
    const policy = { inPerson: closers, online: showAsPolicy({}).online };
    const closed = rows.flatMap((row) => busyTime(row, policy, timeZone) ?? []).filter(({ inPerson }) => inPerson);
    return inWords(closed, frame).join() !== inWords(busyAmong(times, icsAnswerOf(closers)), frame).join();
  });
}
