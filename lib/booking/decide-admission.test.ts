import { expect, test } from 'vitest';
import { decideAdmission } from './decide-admission';
import { admissionOf, at } from './facts.test-data';
import type { Admission, By } from './types';

const now = at('2026-11-20 08:00');
const groups = [{ id: 7, name: 'Researchers' }];
const ban = (from: string, until: string | null) => ({
  reason: 'Noise',
  from: at(from),
  until: until ? at(until) : null,
});

const domains = { emailDomains: ['library.example'] };

const cases: [string, Partial<Admission>, By, string][] = [
  ['anybody, where nothing is asked', {}, 'patron', 'ok'],
  ['nobody else where it is for staff', { staffOnly: true, signedIn: true }, 'patron', 'staff_only'],
  ['staff themselves', { staffOnly: true, isStaff: true, signedIn: true }, 'patron', 'ok'],
  ['no guest where one signs in', { signInRequired: true }, 'patron', 'sign_in_required'],
  ['an account', { signInRequired: true, signedIn: true }, 'patron', 'ok'],
  ['a guest with a fitting address is asked to sign in', { groups, memberOf: [7] }, 'patron', 'sign_in_required'],
  ['a member', { groups, memberOf: [3, 7], signedIn: true }, 'patron', 'ok'],
  ['no other account', { groups, memberOf: [3], signedIn: true }, 'patron', 'not_in_group'],
  ['nobody who is banned', { bans: [ban('2026-11-01 00:00', '2026-11-20 08:01')] }, 'patron', 'banned'],
  ['somebody whose ban is over', { bans: [ban('2026-11-01 00:00', '2026-11-20 08:00')] }, 'patron', 'ok'],
  ['somebody whose ban has not begun', { bans: [ban('2026-11-20 08:01', null)] }, 'patron', 'ok'],
  ['staff for a guest, without signing in', { signInRequired: true, groups, memberOf: [7] }, 'staff', 'ok'],
  ['anybody whose address is not known yet, where domains are asked for', { ...domains, email: null }, 'patron', 'ok'],
  ['an address there', { ...domains, email: 'pat@library.example' }, 'patron', 'ok'],
  ['no address of a domain below', { ...domains, email: 'pat@sub.library.example' }, 'patron', 'not_in_domains'],
  ['no domain that only ends alike', { ...domains, email: 'pat@mylibrary.example' }, 'patron', 'not_in_domains'],
  ['staff hear of a domain', { ...domains, email: 'pat@example.org' }, 'staff', 'not_in_domains'],
  ['staff hear of a ban', { bans: [ban('2026-11-01 00:00', null)] }, 'staff', 'banned'],
];

test.each(cases)('%s', (_, changed, by, code) => {
  expect(decideAdmission(admissionOf(changed), now, by)?.code ?? 'ok').toBe(code);
});
