import { readRound } from '../delta';
import type { Json } from '../http';
import type { Question } from '../question';
import type { Session } from '../session';

const SETTLED_MS = 6_000;

export const DELTA_QUESTIONS: Question[] = [
  {
    point: 'V4',
    asks: 'calendarView/delta on a calendar beside the default one',
    async ask(on) {
      const other = await secondCalendar(on);
      if (!other) return 'not asked: the mailbox has one calendar only';
      const { status, code } = await readRound(on, `${on.me}/calendars/${other}/calendarView/delta?${on.window.query}`);
      return status === 200 ? 'works' : `${status} ${code}`;
    },
  },
  {
    point: 'V5',
    asks: '@removed for a single deleted occurrence',
    async ask(on) {
      const master = await on.create('weekly', { day: 7 }, { recurrence: weekly(on) });
      await on.target.wait(SETTLED_MS);
      const { deltaLink } = await readRound(on, `${on.me}/calendarView/delta?${on.window.query}`);
      const { body } = await on.ask('GET', `${on.me}/events/${master.id}/instances?${on.window.query}`);
      const second = body.value[1];
      on.own(`${on.me}/events`, second.id);
      await on.ask('DELETE', `${on.me}/events/${second.id}`);
      await on.target.wait(SETTLED_MS);
      const { rows } = await readRound(on, deltaLink);
      const removed = rows.some((row) => row.id === second.id && row['@removed']);
      const named = rows.some((row) => row.id === master.id)
        ? 'the master is listed'
        : 'nothing of the series is listed';
      return `${removed ? 'announced' : 'silent'}; ${named}`;
    },
  },
  {
    point: 'V6',
    asks: 'transactionId on delta rows',
    async ask(on) {
      const transactionId = `contract-${crypto.randomUUID()}`;
      const { id } = await on.create('with a transactionId', { day: 8, hour: 15 }, { transactionId });
      await on.target.wait(SETTLED_MS);
      const { rows } = await readRound(on, `${on.me}/calendarView/delta?${on.window.query}`);
      const row = rows.find((one: Json) => one.id === id);
      if (!row) return 'the event is not listed';
      return row.transactionId === transactionId ? 'returned' : 'not returned';
    },
  },
  {
    point: 'GC15.5',
    asks: 'events/delta on v1.0',
    async ask(on) {
      const path = `${on.me}/calendar/events/delta?startDateTime=${new Date(on.window.fromMs).toISOString()}`;
      const { status, body } = await on.ask('GET', path);
      return status === 200 ? 'works' : `${status} ${body.error?.code}`;
    },
  },
  {
    point: 'GC15.12',
    asks: 'iCalUId of the occurrences of a series',
    async ask(on) {
      const master = await on.create('with one iCalUId or many', { day: 9, hour: 11 }, { recurrence: weekly(on, 9) });
      const { body } = await on.ask('GET', `${on.me}/events/${master.id}/instances?${on.window.query}`);
      return new Set(body.value.map((one: Json) => one.iCalUId)).size === 1 ? 'shared' : 'distinct';
    },
  },
];

/** Four weeks from a day of the window. */
export function weekly(on: Session, day = 7) {
  const at = new Date(on.window.fromMs + day * 86_400_000);
  const names = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
  return {
    pattern: { type: 'weekly', interval: 1, daysOfWeek: [names[at.getUTCDay()]] },
    range: { type: 'numbered', startDate: at.toISOString().slice(0, 10), numberOfOccurrences: 4 },
  };
}

/** Made in the stand-in; a real mailbox is taken as it is. */
async function secondCalendar(on: Session): Promise<string | undefined> {
  const find = async () => {
    const { body } = await on.ask('GET', `${on.me}/calendars`);
    return body.value.find((one: Json) => !one.isDefaultCalendar && one.canEdit)?.id;
  };
  const present = await find();
  if (present || on.target.kind === 'real') return present;
  await on.ask('POST', `${on.me}/calendars`, { body: { name: 'Second' } });
  return find();
}
