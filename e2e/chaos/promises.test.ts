import { expect, it } from 'vitest';
import type { Tried } from './patrons';
import { brokenPromise, type Row } from './promises';

const tried = (more: Partial<Tried>): Tried => ({
  ...{ note: 'wish 1', answer: 'stands', state: 'agreed', publicId: 'abc', key: 'k', start: '' },
  ...{ cancel: 'no', refusedTime: false, ...more },
});
const row = (more: Partial<Row> = {}): Row => ({
  ...{
    note: 'wish 1',
    publicId: 'abc',
    status: 'confirmed',
    reason: null,
    cause: 'user',
    starts: new Date(0),
    ...more,
  },
});
const ended = (reason: string | null, cause = 'remote') => row({ status: 'cancelled', reason, cause });

it('what was promised stands, or was taken back by Outlook or staff with a reason', () => {
  expect(brokenPromise(tried({}), [row()])).toBeNull();
  expect(brokenPromise(tried({}), [ended('displaced_in_outlook')])).toBeNull();
  expect(brokenPromise(tried({}), [])).toMatch(/gone/);
  expect(brokenPromise(tried({}), [ended('taken_in_outlook')])).toMatch(/promised, then cancelled/);
  expect(brokenPromise(tried({}), [ended(null, 'user')])).toMatch(/promised, then cancelled/);
  expect(brokenPromise(tried({}), [row(), row()])).toMatch(/2 bookings/);
});

it('what was being confirmed may be refused, and never stays so', () => {
  const waits = tried({ answer: 'waits', state: 'confirming' });
  expect(brokenPromise(waits, [ended('calendar_unreachable')])).toBeNull();
  expect(brokenPromise(waits, [row({ status: 'pending_remote' })])).toMatch(/pending_remote/);
});

it('what was refused does not stand, and what nobody heard may be either', () => {
  expect(brokenPromise(tried({ answer: 'refused', state: 'taken' }), [row()])).toMatch(/said taken/);
  expect(brokenPromise(tried({ answer: 'refused', state: null, publicId: null }), [row()])).toMatch(
    /refused by the form/,
  );
  const unheard = tried({ answer: 'unheard', state: null, publicId: null, key: null });
  expect(brokenPromise(unheard, [])).toBeNull();
  expect(brokenPromise(unheard, [row()])).toBeNull();
});

it('what was cancelled stays cancelled', () => {
  expect(brokenPromise(tried({ cancel: 'done' }), [row()])).toMatch(/cancelled, and yet/);
  expect(brokenPromise(tried({ cancel: 'done' }), [ended(null, 'user')])).toBeNull();
  expect(brokenPromise(tried({ cancel: 'unheard' }), [ended(null, 'user')])).toBeNull();
});
