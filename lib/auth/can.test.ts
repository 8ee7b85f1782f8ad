import { describe, expect, test } from 'vitest';
import { type Act, type Actor, can, canSomewhere, placesOf, type Role, within } from './can';

const person = (role: Role, locations: number[] = []): Actor => ({
  ...{ kind: 'person', id: 1, name: 'Ada', email: 'ada@library.example', locale: 'en' },
  ...{ role, locations },
});
const ROLES: Role[] = ['admin', 'manager', 'staff', 'mediator', 'read_only', 'patron'];
const askers: Record<string, Actor> = {
  ...Object.fromEntries(ROLES.map((role) => [role, person(role)])),
  guest: { kind: 'guest' },
  client: { kind: 'client', id: 1, name: 'A door sign' },
  system: { kind: 'system' },
};

const DESK = 'admin manager staff';
const ALL = `${DESK} mediator read_only`;

const allowed: Record<Act, string> = {
  view_spaces: `${ALL} patron guest client system`,
  read_staff_places: `${ALL} client`,
  book: `${ALL} patron guest client`,
  view_own_bookings: `${ALL} patron`,
  cancel_any_booking: `${DESK} client system`,
  manage_bookings: `${DESK} client`,
  ban_patrons: DESK,
  book_for_others: `${DESK} client`,
  block_time: DESK,
  view_desk: ALL,
  view_requests: ALL,
  view_cases: ALL,
  view_bans: ALL,
  connect_own_calendar: DESK,
  offer_appointments: DESK,
  manage_appointments: 'admin manager',
  mediate: `${DESK} mediator`,
  mediate_any: 'admin manager',
  settle_space_case: DESK,
  settle_any_case: 'admin manager',
  manage_integration: 'admin',
  tend_calendars: 'admin manager',
  manage_spaces: 'admin manager',
  manage_people: 'admin',
  view_statistics: 'admin manager',
  view_audit: 'admin',
  manage_hours: 'admin manager',
  manage_mails: 'admin',
  write_mails: 'admin manager',
  manage_privacy: 'admin',
  manage_embeds: 'admin',
  manage_api: 'admin',
};

describe.each(Object.keys(allowed) as Act[])('%s', (act) => {
  test.each(Object.keys(askers))('%s', (who) => {
    expect(can(askers[who] as Actor, act)).toBe(allowed[act].split(' ').includes(who));
  });
});

const OWN: Act[] = ['view_spaces', 'book', 'view_own_bookings', 'connect_own_calendar', 'offer_appointments'];

describe('a role that counts for one location', () => {
  const roles = ROLES.filter((role) => role !== 'admin' && role !== 'patron');
  const cases = roles.flatMap((role) => (Object.keys(allowed) as Act[]).map((act) => [role, act] as const));
  test.each(cases)('%s: %s', (role, act) => {
    const bound = person(role, [7]);
    const may = allowed[act].split(' ').includes(role);
    expect(canSomewhere(bound, act)).toBe(may);
    expect(can(bound, act, 7)).toBe(may);
    // Elsewhere, for the whole library, and where nobody looked up the place: only what is one's own, or everybody's.
    for (const at of [8, null, undefined]) expect(can(bound, act, at)).toBe(may && OWN.includes(act));
  });
});

test('an admin is one everywhere, whatever locations are named', () => {
  expect(can(person('admin', [7]), 'manage_spaces', 8)).toBe(true);
  expect(placesOf(person('admin', [7]))).toBe(null);
});

test('lists are cut to the locations of the role; no location is all of them', () => {
  expect(within(person('staff', [7]), [6, 7, 8], (one) => one)).toEqual([7]);
  expect(within(person('staff'), [6, 7, 8], (one) => one)).toEqual([6, 7, 8]);
});
