import { expect } from 'vitest';
import type { Control } from './control';
import { readRound } from './delta';
import { weekly } from './points/delta';
import type { Session } from './session';
import { suite } from './suite';

/** GC §13 point 17: what people do in Outlook comes out of delta. */
const { test } = suite();
const need = ['standIn'] as const;
const start = async (on: Session) => {
  const path = `${on.me}/calendarView/delta?${on.window.query}`;
  return { control: on.target.control as Control, deltaLink: (await readRound(on, path)).deltaLink };
};

test(
  '[GC13.17] a person moves, renames, deletes and restores',
  async (on) => {
    const [moved, gone] = [await on.create('moved', { day: 1 }), await on.create('gone', { day: 1, hour: 11 })];
    const { control, deltaLink } = await start(on);
    const at = `/mailboxes/${on.target.mailbox}/events`;
    const later = on.body('', { day: 2, hour: 15 });
    await control.patch(`${at}/${moved.id}`, { subject: 'Mine now', start: later.start, end: later.end });
    await control.delete(`${at}/${gone.id}`);
    const { rows, deltaLink: next } = await readRound(on, deltaLink);
    expect(rows.find((row) => row.id === moved.id)).toMatchObject({ subject: 'Mine now' });
    expect(rows.find((row) => row.id === gone.id)).toHaveProperty('@removed');
    const back = await control.post(`${at}/${gone.id}/restore`, {});
    on.own(`${on.me}/events`, back.id);
    const restored = await readRound(on, next);
    expect(restored.rows.some((row) => row.subject?.endsWith('gone'))).toBe(true);
  },
  need,
);

test(
  '[GC13.17] a person cancels one occurrence and changes the whole series',
  async (on) => {
    const master = await on.create('series of a person', { day: 3 }, { recurrence: weekly(on, 3) });
    const { control, deltaLink } = await start(on);
    const at = `/mailboxes/${on.target.mailbox}/events`;
    const { body } = await on.ask('GET', `${on.me}/events/${master.id}/instances?${on.window.query}`);
    await control.delete(`${at}/${body.value[1].id}`);
    await control.patch(`${at}/${master.id}`, { subject: 'Another name' });
    const { rows } = await readRound(on, deltaLink);
    expect(rows.find((row) => row.id === master.id)).toMatchObject({ subject: 'Another name' });
    const named = new Set(rows.filter((row) => row.seriesMasterId === master.id).map((row) => row.id));
    expect(named.size).toBe(3);
    expect(named).not.toContain(body.value[1].id);
  },
  need,
);
