import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { loadState, saveState } from '../state';
import { frozenTenant } from '../testing';
import { ADA, at, BEN, CEDAR, invited, room, stage, statusOf } from './testing';

const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'tenant-meetings-'));
const file = path.join(dir, 'tenant.state');
afterAll(() => fs.rmSync(dir, { recursive: true, force: true }));

it('[GC13.8] what a room has yet to decide, and mail on its way, outlive a restart', async () => {
  const before = frozenTenant();
  const on = stage(before);
  await on.processing(CEDAR, { BookingWindowInDays: 30 });
  await on.behave({ meetingMailDelayMs: 1_000, attendantDelayMs: 60_000 });
  const meeting = await on.create(ADA, at(10, '13:00', '14:00', { attendees: [room(CEDAR), ...invited(BEN)] }));
  await on.pass(1_000);
  const late = await on.create(ADA, at(11, '13:00', '14:00', { attendees: invited(BEN) }));
  const deleted = await on.create(BEN, at(12, '13:00', '14:00'));
  await on.remove(BEN, deleted);
  saveState(before.world(), file);
  before.close();

  const after = frozenTenant({ now: '2026-10-05T13:00:01.000Z' });
  expect(loadState(after.world(), file)).toBe(true);
  const then = stage(after);
  expect(await then.copiesOf(BEN, late)).toEqual([]);
  expect((await then.copiesOf(CEDAR, meeting))[0]).toMatchObject({ showAs: 'tentative' });
  await then.pass(1_000);
  expect(await then.copiesOf(BEN, late)).toHaveLength(1);
  expect(statusOf(await then.read(ADA, meeting), CEDAR)).toBe('none');
  await then.pass(60_000);
  expect(statusOf(await then.read(ADA, meeting), CEDAR)).toBe('accepted');
  expect(await then.control('GET', `/rooms/${CEDAR}/processing`)).toMatchObject({ BookingWindowInDays: 30 });
  expect((await then.act(BEN, deleted, 'restore')).iCalUId).toBe(deleted.iCalUId);
  after.close();
});

it('[GC13.8] what fell due while nothing ran is done at once', async () => {
  const before = frozenTenant();
  const on = stage(before);
  const meeting = await on.create(ADA, at(10, '13:00', '14:00', { attendees: [room(CEDAR)] }));
  saveState(before.world(), file);
  before.close();

  const after = frozenTenant({ now: '2026-10-07T08:00:00Z' });
  loadState(after.world(), file);
  const then = stage(after);
  await then.pass(0);
  expect(statusOf(await then.read(ADA, meeting), CEDAR)).toBe('accepted');
  after.close();
});
