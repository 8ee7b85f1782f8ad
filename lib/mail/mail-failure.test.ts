import { expect, test } from 'vitest';
import { mailFailure } from './mail-failure';

test.each([
  ['an unknown mailbox', { code: 'EENVELOPE', responseCode: 550 }, 'address_refused', '550', true],
  ['a full one', { code: 'EENVELOPE', responseCode: 452 }, 'address_refused', '452', false],
  ['no address at all', { code: 'EENVELOPE' }, 'address_refused', 'EENVELOPE', true],
  ['spam, it says', { code: 'EMESSAGE', responseCode: 554 }, 'content_refused', '554', true],
  ['a wrong password', { code: 'EAUTH', responseCode: 535 }, 'sign_in_refused', '535', false],
  ['a server that is away', { code: 'ESOCKET' }, 'unreachable', 'ESOCKET', false],
  ['a bug of ours', new Error('oops'), 'other', null, false],
  ['nothing', undefined, 'other', null, false],
])('%s', (_, error, reason, code, forGood) => {
  expect(mailFailure(error)).toEqual({ reason, code, forGood });
});
