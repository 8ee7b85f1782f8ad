import { setTimeout as wait } from 'node:timers/promises';
import { addDays, localDateOf, wallTime } from '@/lib/time/zone';
import type { Random } from '../converge/random';
import {
  change,
  copy,
  type Meeting,
  meeting,
  type Outlook,
  remove,
  restore,
  seenBy,
  shift,
  shifted,
} from '../two-sides/outlook';
import { SECRET_WORD } from '../two-sides/sides';
import type { Linked } from './connect';
import { ZONE } from './library';

const MEETINGS: readonly Meeting[] = ['busy', 'busy', 'busy', 'tentative', 'free', 'all_day', 'series', 'private'];
const LOOPS = 2;
const DAYS = 8;

export type OutlookPeople = { acts: Map<string, number>; run(until: number): Promise<void> };

/** People who never open Carrel: they meet, move, delete and copy in Outlook, its own events most of all. */
export function createOutlookPeople(outlook: Outlook, calendars: readonly Linked[], random: Random): OutlookPeople {
  const acts = new Map<string, number>();

  const someTime = () => {
    const date = addDays(localDateOf(new Date(), ZONE), random.int(1, DAYS));
    const start = wallTime(date, random.int(16, 37) * 30, ZONE);
    return { start, end: new Date(start.getTime() + random.int(1, 3) * 1_800_000) };
  };

  /** On top of something that stands there already. */
  async function meetOverSomething(upn: string): Promise<void> {
    const events = (await seenBy(outlook, upn, DAYS)).filter(({ transactionId }) => transactionId);
    if (events.length === 0) return;
    const { start, end } = random.pick(events);
    const body = {
      subject: `${SECRET_WORD} collision`,
      start: { ...start, timeZone: 'UTC' },
      end: { ...end, timeZone: 'UTC' },
    };
    await outlook.control('POST', `/mailboxes/${upn}/events`, body);
  }

  async function act(): Promise<void> {
    const upn = random.pick(calendars).mailbox;
    const which = random.int(0, 1_000_000);
    const roll = random.next();
    const [name, deed] = ((): [string, () => Promise<unknown>] => {
      if (roll < 0.34) {
        const body = meeting(someTime(), random.pick(MEETINGS));
        return ['meet', () => outlook.control('POST', `/mailboxes/${upn}/events`, body)];
      }
      if (roll < 0.44) return ['meet over a booking', () => meetOverSomething(upn)];
      if (roll < 0.62) {
        const by = random.pick([-4, -1, 1, 2, 48]);
        return ['move', () => change(outlook, upn, which, (event) => shifted(event, by))];
      }
      if (roll < 0.7) return ['set free', () => change(outlook, upn, which, () => ({ showAs: 'free' }))];
      if (roll < 0.76) {
        const words = { subject: `${SECRET_WORD} again`, categories: ['Red'] };
        return ['retitle', () => change(outlook, upn, which, () => words)];
      }
      if (roll < 0.89) return ['delete', () => remove(outlook, upn, which)];
      if (roll < 0.93) return ['copy', () => copy(outlook, upn, which, random.pick([1, 48]))];
      if (roll < 0.96) return ['bring back', () => restore(outlook, upn, which)];
      if (roll < 0.995) return ['shift a series', () => shift(outlook, upn, which, random.pick([-30, 60, 1440]))];
      return ['mailbox moved', () => outlook.control('POST', `/mailboxes/${upn}/moved`, {})];
    })();
    await deed();
    acts.set(name, (acts.get(name) ?? 0) + 1);
  }

  async function loop(until: number): Promise<void> {
    while (Date.now() < until) {
      await act();
      await wait(random.int(300, 1_500));
    }
  }

  return {
    acts,
    run: async (until) => {
      await Promise.all(Array.from({ length: LOOPS }, () => loop(until)));
    },
  };
}
