import { expect, test } from 'vitest';
import { returnAddress } from './return-address';

test.each(['/', '/desk/calendar', '/spaces/3?date=2026-11-21', '/bookings/abc?key=x#top'])('%s is kept', (to) =>
  expect(returnAddress(to)).toBe(to),
);

test.each([
  ...['https://evil.example', '//evil.example', '/\\evil.example', '/\t/evil.example', '///evil.example', 'desk'],
  ...['javascript:alert(1)', '', undefined, 7, '/..//evil.example', '/sign-in', '/api/auth/signout'],
])('%s is refused', (to) => expect(returnAddress(to)).toBeNull());
