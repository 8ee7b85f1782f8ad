import { describe, expect, test } from 'vitest';
import { markerOf, transactionIdOf } from './mirror-identity';
import { changedFields, fieldsFor } from './owned-fields';

const key = { installationId: '5f0c1c1e-52b8-4f4e-9a55-2f6e0d3c7a41', linkId: 3, bookingId: 17, epoch: 1 };
const wish = {
  ...{ start: new Date('2026-11-21T10:00:00Z'), end: new Date('2026-11-21T11:00:00Z'), showAs: 'busy' as const },
  ...{ publicId: 'abcd2345', resourceKind: 'space' as const, resourceName: 'Oak Room' },
};

describe('who a mirror is', () => {
  test('the same for every repeat, another for every epoch, link and booking', () => {
    expect(transactionIdOf(key)).toBe(transactionIdOf({ ...key }));
    const others = [{ epoch: 2 }, { linkId: 4 }, { bookingId: 18 }].map((more) => transactionIdOf({ ...key, ...more }));
    expect(new Set([transactionIdOf(key), ...others]).size).toBe(4);
  });

  test('a UUID of version 5', () => {
    expect(transactionIdOf(key)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(markerOf(key)).toEqual({
      id: expect.stringMatching(/^String \{[0-9a-f-]{36}\} Name CarrelBooking$/),
      value: '5f0c1c1e-52b8-4f4e-9a55-2f6e0d3c7a41/3/17/1',
    });
  });
});

describe('what an event says', () => {
  test('the resource and the booking’s page, and no patron', () => {
    const fields = fieldsFor(wish, 'https://book.library.example');
    expect(fields.subject).toBe('Booked: Oak Room');
    expect(fields.body).toContain('https://book.library.example/bookings/abcd2345');
    expect(fieldsFor({ ...wish, resourceKind: 'person', resourceName: 'Ada' }, 'https://x').subject).toBe(
      'Appointment: Ada',
    );
  });

  test('only what changed is a change, and times only both together', () => {
    const fields = fieldsFor(wish, 'https://x');
    expect(changedFields(fields, { ...fields })).toBeNull();
    expect(changedFields(fields, { ...fields, showAs: 'tentative' })).toEqual({ showAs: 'tentative' });
    const later = { ...fields, end: '2026-11-21T12:00:00.000Z' };
    expect(changedFields(fields, later)).toEqual({ start: fields.start, end: later.end });
  });
});

describe('what an appointment’s event says', () => {
  const person = { ...wish, resourceKind: 'person' as const, resourceName: 'Ada' };
  const online = { kindName: 'Research help', placeName: 'Online', teams: true };
  const desk = { kindName: '', placeName: 'Desk 3', teams: false };
  const fields = (appointment: typeof online) => fieldsFor({ ...person, appointment }, 'https://x');

  test('what for and where; a Teams meeting is asked for where there is to be one', () => {
    expect(fields(online)).toMatchObject({ subject: 'Appointment: Research help', place: 'Online', online: true });
    expect(fields(desk)).toMatchObject({ subject: 'Appointment: Ada', place: 'Desk 3' });
    expect(fields(desk).online).toBeUndefined();
  });

  test('its body is left alone while it is a meeting: the way in stands there', () => {
    expect(changedFields(fields(online), { ...fields(online), body: 'other words' })).toBeNull();
    const later = { ...fields(online), end: '2026-11-21T12:00:00.000Z', body: 'other words' };
    expect(changedFields(fields(online), later)).not.toHaveProperty('body');
  });

  test('met at a desk instead, its body is written anew, which ends the meeting; met online, a meeting is asked for', () => {
    const { body } = fields(desk);
    expect(changedFields(fields(online), fields(desk))).toMatchObject({ online: false, body, place: 'Desk 3' });
    const changes = changedFields(fields(desk), fields(online));
    expect(changes).toMatchObject({ online: true, place: 'Online' });
    expect(changes).not.toHaveProperty('body');
  });

  test('where no meeting came of it, nothing is written for that', () => {
    expect(changedFields({ ...fields(online), online: false }, { ...fields(online), online: undefined })).toBeNull();
  });
});
