import { expect, test } from 'vitest';
import { fallsBack } from './falls-back';
import type { MailFailureReason } from './mail-failure';
import { type MailTry, onlyTry } from './mail-try';

const at = new Date('2026-11-20T12:00:00Z');
const queued = (more: Partial<MailTry> = {}): MailTry => ({ id: 'x', writtenAt: at, before: 0, unsure: 0, ...more });

test.each<[string, MailFailureReason, boolean, MailTry, boolean]>([
  ['a refusal: at once', 'no_right', false, queued(), true],
  ['the switch: at once', 'switched_off', false, queued(), true],
  ['trouble that may pass: not yet', 'unreachable', false, queued({ before: 2 }), false],
  ['trouble that stays: by the fourth try', 'unreachable', false, queued({ before: 3 }), true],
  ['no answer, so it may have left: asked again', 'unsure', false, queued({ before: 9, unsure: 1 }), false],
  ['no answer, again and again', 'unsure', false, queued({ before: 2, unsure: 2 }), true],
  ['an address that is none: nobody would take it', 'address_refused', true, queued(), false],
  ['somebody waits', 'unsure', false, onlyTry(at), true],
  ['somebody waits, for an address that is none', 'address_refused', true, onlyTry(at), false],
])('%s', (_, reason, forGood, attempt, expected) => {
  expect(fallsBack({ reason, code: null, forGood }, attempt)).toBe(expected);
});
