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
const allDay = seen({ allDay: true, start: new Date('2026-11-21T00:00:00Z'), end: new Date('2026-11-22T00:00:00Z') });

describe('what a person did to our event', () => {
  test('text, category, reminder: nothing', () => {
    expect(planRemoteEdit(mirror(), seen({ etag: 'other' }), 'space', now)).toEqual({ edit: 'none' });
  });

  test('moved: both versions, with what Outlook says of its age', () => {
    const aged = { ...moved, createdAt: new Date('2026-11-01T08:00:00Z'), changedAt: new Date('2026-11-20T11:59:00Z') };
    expect(planRemoteEdit(mirror(), aged, 'space', now)).toMatchObject({
      edit: 'mirror_moved',
      base: { start: '2026-11-21T14:00:00.000Z' },
      evidence: {
        ours: { start: base.start },
        theirs: {
          ...{ start: '2026-11-21T14:00:00.000Z', end: '2026-11-21T15:00:00.000Z', showAs: 'busy' },
          ...{ createdAt: '2026-11-01T08:00:00.000Z', changedAt: '2026-11-20T11:59:00.000Z' },
        },
      },
    });
  });

  test('the same look again, with what was found as base: nothing', () => {
    for (const one of [moved, seen({ showAs: 'free' }), allDay]) {
      const edit = planRemoteEdit(mirror(), one, 'space', now);
      if (edit.edit === 'none' || edit.edit === 'mirror_deleted') throw new Error(edit.edit);
      expect(planRemoteEdit(mirror({ base: edit.base }), one, 'space', now)).toEqual({ edit: 'none' });
    }
  });

  test('what was sent and not heard of is no edit', () => {
    const sent = { ...base, start: '2026-11-21T14:00:00.000Z', end: '2026-11-21T15:00:00.000Z' };
    expect(planRemoteEdit(mirror({ sent }), moved, 'space', now)).toEqual({ edit: 'none' });
  });

  test('how often it was put back is forgotten after a day', () => {
    const tired = (restoredAt: Date) => mirror({ autoRestores: 2, restoredAt });
    const anHourAgo = new Date(now.getTime() - 3_600_000);
    const twoDaysAgo = new Date(now.getTime() - 48 * 3_600_000);
    expect(planRemoteEdit(tired(anHourAgo), moved, 'space', now)).toMatchObject({ restoredToday: 2 });
    expect(planRemoteEdit(tired(twoDaysAgo), moved, 'space', now)).toMatchObject({ restoredToday: 0 });
  });

  test('deleted, or cancelled by hand', () => {
    for (const one of ['missing', seen({ cancelled: true })] as const)
      expect(planRemoteEdit(mirror(), one, 'space', now)).toMatchObject({
        edit: 'mirror_deleted',
        evidence: { theirs: null },
      });
  });

  test('set to free matters in a room; people show their own time as they like', () => {
    expect(planRemoteEdit(mirror(), seen({ showAs: 'free' }), 'space', now)).toMatchObject({ edit: 'mirror_set_free' });
    expect(planRemoteEdit(mirror(), seen({ showAs: 'free' }), 'person', now)).toEqual({ edit: 'none' });
    expect(planRemoteEdit(mirror(), seen({ showAs: 'oof' }), 'space', now)).toEqual({ edit: 'none' });
  });

  test('made an all-day event: moved', () => {
    expect(planRemoteEdit(mirror(), allDay, 'space', now)).toMatchObject({ edit: 'mirror_moved' });
  });
});
