import type { Verdict } from '../two-sides/verdict';
import type { Tried } from './patrons';

export type Outcome = {
  seed: number;
  minutes: number;
  rooms: number;
  load: string;
  tried: readonly Tried[];
  decisions: ReadonlyMap<string, number>;
  acts: ReadonlyMap<string, number>;
  requests: number;
  notifications: number;
  faults: ReadonlyMap<string, number>;
  kills: ReadonlyMap<string, number>;
  standstills: number;
  mostAtOnce: number;
  excusedWaits: number;
  calendarsMs: number;
  lettersMs: number;
  beforeRound: number;
  corrections: number;
  verdicts: readonly Verdict[];
};

/** What no run over real processes can see from outside, and the tests that do. */
const ELSEWHERE = [
  'I4 (no booking commits over a block that is committed): lib/sync/booking-guarantee.db.test.ts, lib/usecases/book-space.db.test.ts',
  'I8 (rows and cursor in one commit): lib/sync/crash-safety.db.test.ts and the tooth "cursor saved before rows"; here only its effect, I3 after every kill',
  'I15 (a newer token is never overwritten): lib/sync/access-token.db.test.ts',
];

/** The closing block. */
export function report(outcome: Outcome): string {
  const { tried, verdicts } = outcome;
  const answers = count(tried.map(({ answer }) => answer));
  const cancels = count(tried.map(({ cancel, refusedTime }) => (refusedTime ? 'new time refused' : cancel)));
  cancels.delete('no');
  const faults = new Map(outcome.faults);
  faults.delete('latency');
  const hit = [...faults.values()].reduce((sum, times) => sum + times, 0);
  return [
    `chaos: seed ${outcome.seed}, ${outcome.minutes} minutes, ${outcome.rooms} rooms, 3 web, 2 workers, load ${outcome.load}`,
    `bookings: ${tried.length} tried, ${list(answers)}`,
    `cancels: ${list(cancels)}; staff decided: ${list(outcome.decisions)}`,
    `Outlook acts: ${total(outcome.acts)}: ${list(outcome.acts)}`,
    `requests: ${outcome.requests} to Graph, ${outcome.notifications} notifications; most at once for a mailbox: ${outcome.mostAtOnce}`,
    `faults: ${hit}: ${list(faults)}`,
    `kills: ${total(outcome.kills)}: ${list(outcome.kills)}; stood still for 75 s: ${outcome.standstills}`,
    `quiet to agreement: ${seconds(outcome.calendarsMs)}, to the last letter: ${seconds(outcome.lettersMs)}; calendars that lost notifications left to the quarter-hourly round: ${outcome.beforeRound}; corrections by sweeps: ${outcome.corrections}`,
    ...verdicts.map(lineOf),
    ...(outcome.excusedWaits > 0
      ? [`waits whose hearer was killed with them, and that nobody could heed: ${outcome.excusedWaits}`]
      : []),
    ...ELSEWHERE.map((line) => `seen elsewhere: ${line}`),
    `chaos: ${verdicts.filter(({ wrong }) => wrong.length === 0).length} of ${verdicts.length} held`,
  ].join('\n');
}

const seconds = (ms: number) => `${(ms / 1_000).toFixed(1)} s`;

const SHOWN = 12;

function lineOf({ invariant, looked, at, wrong }: Verdict): string {
  const what = `(${looked.toLocaleString('en')} ${at})`;
  if (wrong.length === 0) return `${invariant} held ${what}`;
  const more = wrong.length > SHOWN ? [`… and ${wrong.length - SHOWN} more`] : [];
  return [`${invariant} BROKEN ${what}`, ...wrong.slice(0, SHOWN), ...more].join('\n    ');
}

function count(words: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

const total = (counts: ReadonlyMap<string, number>) => [...counts.values()].reduce((sum, times) => sum + times, 0);

const list = (counts: ReadonlyMap<string, number>) =>
  [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([name, times]) => `${times} ${name}`)
    .join(', ') || 'none';
