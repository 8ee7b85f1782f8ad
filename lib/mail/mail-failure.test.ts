import { expect, test } from 'vitest';
import { GraphFailure } from '@/lib/graph/failure';
import { ConnectionUnusable } from '@/lib/sync/connection-unusable';
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

const graph = (...given: ConstructorParameters<typeof GraphFailure>) => new GraphFailure(...given);

test.each([
  ['no answer', graph('unavailable'), 'unsure', null, false],
  ['a gateway that waited too long', graph('unavailable', { status: 504 }), 'unsure', '504', false],
  [
    'an error in the midst',
    graph('unavailable', { status: 500, code: 'UnknownError' }),
    'unsure',
    'UnknownError',
    false,
  ],
  ['nobody there', graph('unavailable', { status: 503 }), 'unreachable', '503', false],
  ['no connection', graph('unavailable', { ambiguous: false }), 'unreachable', null, false],
  ['too much at once', graph('throttled', { status: 429 }), 'unreachable', '429', false],
  [
    'no right',
    graph('access_denied', { status: 403, code: 'ErrorAccessDenied' }),
    'no_right',
    'ErrorAccessDenied',
    false,
  ],
  ['no mailbox', graph('mailbox_missing', { status: 404 }), 'mailbox_missing', '404', false],
  ['a token in vain', graph('token_rejected', { status: 401 }), 'registration_refused', '401', false],
  [
    'an address that is none',
    graph('rejected', { status: 400, code: 'ErrorInvalidRecipients' }),
    ...(['address_refused', 'ErrorInvalidRecipients', true] as const),
  ],
  ['too long a mail', graph('rejected', { status: 413 }), 'content_refused', '413', true],
  ['a no that we do not know', graph('rejected', { status: 400, code: 'ErrorX' }), 'other', 'ErrorX', false],
  ['the switch', new ConnectionUnusable('integration_inactive'), 'switched_off', null, false],
  ['an expired secret', new ConnectionUnusable('app_error'), 'registration_refused', null, false],
])('by Graph: %s', (_, error, reason, code, forGood) => {
  expect(mailFailure(error)).toEqual({ reason, code, forGood });
});
