import { describe, expect, test } from 'vitest';
import { type Act, type Actor, can } from './can';

const person = (role: 'admin' | 'staff' | 'patron'): Actor => ({
  ...{ kind: 'person', id: 1, name: 'Ada', email: 'ada@library.example', locale: 'en' },
  role,
});
const askers: Record<string, Actor> = {
  admin: person('admin'),
  staff: person('staff'),
  patron: person('patron'),
  guest: { kind: 'guest' },
  system: { kind: 'system' },
};

const allowed: Record<Act, string> = {
  view_spaces: 'admin staff patron guest system',
  book: 'admin staff patron guest',
  view_own_bookings: 'admin staff patron',
  cancel_any_booking: 'admin staff system',
  manage_bookings: 'admin staff',
  ban_patrons: 'admin staff',
  book_for_others: 'admin staff',
  block_time: 'admin staff',
  view_desk: 'admin staff',
  connect_own_calendar: 'admin staff',
  offer_appointments: 'admin staff',
  manage_appointments: 'admin',
  mediate: 'admin staff',
  mediate_any: 'admin',
  settle_space_case: 'admin staff',
  settle_any_case: 'admin',
  manage_integration: 'admin',
  manage_spaces: 'admin',
  manage_people: 'admin',
  manage_hours: 'admin',
  manage_mails: 'admin',
  manage_privacy: 'admin',
  manage_embeds: 'admin',
};

describe.each(Object.keys(allowed) as Act[])('%s', (act) => {
  test.each(Object.keys(askers))('%s', (who) => {
    expect(can(askers[who] as Actor, act)).toBe(allowed[act].split(' ').includes(who));
  });
});
