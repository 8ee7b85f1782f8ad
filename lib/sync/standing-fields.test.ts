import { expect, test } from 'vitest';
import type { OwnedFields } from './owned-fields';
import type { RemoteEvent } from './remote-change';
import { standingFields } from './standing-fields';

const fields = (hour: number, more: Partial<OwnedFields> = {}): OwnedFields => ({
  ...{ start: `2026-11-21T${hour}:00:00.000Z`, end: `2026-11-21T${hour + 1}:00:00.000Z`, showAs: 'busy' },
  ...{ subject: 'Booked: Oak', body: 'Booking abc', ...more },
});
const seenAt = (hour: number, more: Partial<RemoteEvent> = {}): RemoteEvent => ({
  ...{ what: 'event', remoteId: 'id', etag: null, type: 'singleInstance', seriesMasterId: null },
  ...{ start: new Date(fields(hour).start), end: new Date(fields(hour).end), allDay: false, showAs: 'busy' },
  ...{ cancelled: false, response: null, isPrivate: false, transactionId: null, icalUid: null, createdAt: null },
  ...more,
});

test('what was sent stands there where it was read, else what was agreed on before', () => {
  expect(standingFields(fields(10), fields(13), seenAt(13), fields(15))).toEqual(fields(13));
  expect(standingFields(fields(10), fields(13), seenAt(10), fields(15))).toEqual(fields(10));
  expect(standingFields(fields(10), null, seenAt(10), fields(15))).toEqual(fields(10));
});

test('show-as as it was read; a person’s own word leaves it open', () => {
  const [base, sent] = [fields(10), fields(10, { showAs: 'tentative' })];
  expect(standingFields(base, sent, seenAt(10, { showAs: 'tentative' }), base).showAs).toBe('tentative');
  expect(standingFields(base, sent, seenAt(10), sent).showAs).toBe('busy');
  expect(standingFields(base, sent, seenAt(10, { showAs: 'oof' }), base).showAs).toBe('tentative');
});

test('texts are not read: what is not wanted may stand there', () => {
  const [base, sent] = [fields(10), fields(10, { subject: 'Booked: Elm' })];
  expect(standingFields(base, sent, seenAt(10), base).subject).toBe('Booked: Elm');
  expect(standingFields(base, sent, seenAt(10), sent).subject).toBe('Booked: Oak');
});

test('whether it is a meeting is not read either: what is not wanted may stand there', () => {
  const [plain, online] = [fields(10), fields(10, { online: true })];
  expect(standingFields(plain, online, seenAt(10), online).online).toBeUndefined();
  expect(standingFields(plain, online, seenAt(10), plain).online).toBe(true);
  expect(standingFields(online, plain, seenAt(10), plain).online).toBe(true);
});
