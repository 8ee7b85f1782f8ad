import type { Asked } from './asked';
import type { Verdict } from './verdict';

/** From when to when somebody was not himself: what he had just heard may be lost. */
type Mishap = { what: string; from: number; to: number };

const MOST_AT_ONCE = 3;
/** What was on its way when the wait was told, and the time to write it down, on a busy machine. */
const HEARD_AFTER_MS = 1_000;
/** The longest that an answer is in the mind of one process only. */
const MISHAP_AFTER_MS = 3_000;

const ofMailbox = (entries: readonly Asked[]) => {
  const by = new Map<string, Asked[]>();
  for (const entry of entries) {
    if (entry.actor !== 'app' || !entry.mailbox) continue;
    by.set(entry.mailbox, [...(by.get(entry.mailbox) ?? []), entry]);
  }
  return by;
};

/** Never more than three requests in hand for one mailbox, as the tenant's log has it (I10). */
export function atOnceAmiss(entries: readonly Asked[]): { verdict: Verdict; most: number } {
  const wrong: string[] = [];
  let most = 0;
  let looked = 0;
  for (const [mailbox, asked] of ofMailbox(entries)) {
    looked += asked.length;
    const moments = asked.flatMap(({ begunAt, at }) => [
      { at: begunAt, by: 1 },
      { at, by: -1 },
    ]);
    // What ends in the millisecond in which another begins was over.
    moments.sort((a, b) => a.at - b.at || a.by - b.by);
    let count = 0;
    for (const { at, by } of moments) {
      count += by;
      most = Math.max(most, count);
      if (by > 0 && count > MOST_AT_ONCE)
        wrong.push(`${count} requests to ${mailbox} at ${new Date(at).toISOString()}`);
    }
  }
  return { verdict: { invariant: 'I10 at once', looked, at: 'requests to mailboxes', wrong }, most };
}

/** Nothing is asked of a mailbox before the time that it told, from when the answer was heard (I10). */
export function tooEarly(entries: readonly Asked[], mishaps: readonly Mishap[]): { verdict: Verdict; excused: number } {
  const wrong: string[] = [];
  let [looked, excused] = [0, 0];
  for (const [mailbox, asked] of ofMailbox(entries)) {
    const inOrder = [...asked].sort((a, b) => a.begunAt - b.begunAt);
    for (const told of asked) {
      const until = waitOf(told);
      if (until === null) continue;
      looked += 1;
      const early = inOrder.filter(({ begunAt }) => begunAt > told.at + HEARD_AFTER_MS && begunAt < until);
      if (early.length === 0) continue;
      // Whoever heard it may have died with it.
      const lost = mishaps.some(({ from, to }) => from < told.at + MISHAP_AFTER_MS && to > told.at - 200);
      if (lost) excused += 1;
      else {
        const [first] = early;
        wrong.push(
          `${mailbox} was told to be left alone until ${new Date(until).toISOString()} and asked ${early.length} times before, first at ${new Date(first?.begunAt ?? 0).toISOString()} (${first?.operation})`,
        );
      }
    }
  }
  return { verdict: { invariant: 'I10 Retry-After', looked, at: 'waits that were told', wrong }, excused };
}

/** sync-design §4.3: without a header, or with less than a second, ten seconds; a plain 503 tells no wait. */
function waitOf({ status, retryAfter, at }: Asked): number | null {
  if (status !== 429 && !(status === 503 && retryAfter !== null)) return null;
  const seconds = Number(retryAfter ?? 0);
  return at + (seconds < 1 ? 10_000 : seconds * 1_000);
}

/** One refresh at a time for each account (I15); whoever died in the midst of one may be followed at once. */
export function refreshesAmiss(entries: readonly Asked[], mishaps: readonly Mishap[]): Verdict {
  const refreshes = entries.filter(({ operation, user, actor }) => operation === 'token' && user && actor === 'app');
  const wrong = refreshes.flatMap((one, index) => {
    const other = refreshes
      .slice(index + 1)
      .find(({ user, begunAt, at }) => user === one.user && begunAt < one.at && at > one.begunAt);
    const excused = mishaps.some(({ from, to }) => from < one.at + MISHAP_AFTER_MS && to > one.begunAt);
    return other && !excused ? [`two refreshes for ${one.user} at ${new Date(one.begunAt).toISOString()}`] : [];
  });
  return { invariant: 'I15 one refresh', looked: refreshes.length, at: 'refreshes', wrong };
}
