import { describe, expect, test } from 'vitest';
import { type EditedMirror, planRemoteEdit } from './plan-remote-edit';
import type { RemoteEvent } from './remote-change';

const now = new Date('2026-11-20T12:00:00Z');
const base = {
  ...{ start: '2026-11-21T10:00:00.000Z', end: '2026-11-21T11:00:00.000Z', showAs: 'busy' },
  ...{ subject: 's', body: 'b' },
};
const mirror = (more: Partial<EditedMirror> = {}): EditedMirror => ({
  ...{ base, sent: null, autoRestores: 0, restoredAt: null, ...more },
});
const seen = (more: Partial<RemoteEvent> = {}): RemoteEvent => ({
  ...{ what: 'event', remoteId: 'x', start: new Date(base.start), end: new Date(base.end), type: 'singleInstance' },
  ...{ allDay: false, showAs: 'busy', etag: null, seriesMasterId: null, cancelled: false, response: null },
  ...{ isPrivate: false, transactionId: null, icalUid: null, createdAt: null, ...more },
});
const moved = seen({ start: new Date('2026-11-21T14:00:00Z'), end: new Date('2026-11-21T15:00:00Z') });

describe('what a person did to our event', () => {
  test('text, category, reminder: nothing', () => {
    expect(planRemoteEdit(mirror(), seen({ etag: 'other' }), 'space', now)).toEqual({ edit: 'none' });
  });

  test('moved in a room’s calendar: put back, with both times', () => {
    expect(planRemoteEdit(mirror(), moved, 'space', now)).toMatchObject({
      edit: 'mirror_moved',
      restore: true,
      base: { start: '2026-11-21T14:00:00.000Z' },
      evidence: { ours: { start: base.start }, theirs: { start: '2026-11-21T14:00:00.000Z' } },
    });
  });

  test('moved in a person’s own calendar: only put before them', () => {
    expect(planRemoteEdit(mirror(), moved, 'person', now)).toMatchObject({ edit: 'mirror_moved', restore: false });
  });

  test('put back twice a day at most; the next day begins anew', () => {
    const tired = (restoredAt: Date) => mirror({ autoRestores: 2, restoredAt });
    const anHourAgo = new Date(now.getTime() - 3_600_000);
    const twoDaysAgo = new Date(now.getTime() - 48 * 3_600_000);
    expect(planRemoteEdit(tired(anHourAgo), moved, 'space', now)).toMatchObject({ restore: false });
    expect(planRemoteEdit(tired(twoDaysAgo), moved, 'space', now)).toMatchObject({ restore: true });
  });

  test('deleted: a room’s is put back once', () => {
    expect(planRemoteEdit(mirror(), 'missing', 'space', now)).toMatchObject({ edit: 'mirror_deleted', restore: true });
    const again = mirror({ autoRestores: 1, restoredAt: now });
    expect(planRemoteEdit(again, 'missing', 'space', now)).toMatchObject({ edit: 'mirror_deleted', restore: false });
    expect(planRemoteEdit(mirror(), 'missing', 'person', now)).toMatchObject({ restore: false });
  });

  test('set to free: a room’s is put back, a person’s is let be', () => {
    expect(planRemoteEdit(mirror(), seen({ showAs: 'free' }), 'space', now)).toMatchObject({
      edit: 'mirror_set_free',
      restore: true,
    });
    expect(planRemoteEdit(mirror(), seen({ showAs: 'free' }), 'person', now)).toEqual({ edit: 'none' });
  });

  test('made an all-day event: moved', () => {
    const day = seen({ allDay: true, start: new Date('2026-11-21T00:00:00Z'), end: new Date('2026-11-22T00:00:00Z') });
    expect(planRemoteEdit(mirror(), day, 'space', now)).toMatchObject({ edit: 'mirror_moved' });
  });

  test('cancelled by hand counts as deleted', () => {
    expect(planRemoteEdit(mirror(), seen({ cancelled: true }), 'space', now)).toMatchObject({ edit: 'mirror_deleted' });
  });
});
