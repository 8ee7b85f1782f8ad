import { expect, test } from 'vitest';
import { locales } from '@/lib/messages/locales';
import { translator } from '@/lib/messages/translator';
import { codeKey } from './audit-codes';

test.each([
  ['conflict.settled', 'kind', 'foreign_over_booking'],
  ['conflict.settled', 'choice', 'put_back'],
  ['conflict.answered', 'answer', 'put_back'],
  ['integration.saved', 'state', 'draft'],
  ['integration.saved', 'cloud', 'us_gov'],
  ['integration.saved', 'accountType', 'AzureADMyOrg'],
  ['rooms.mode_chosen', '', 'delegated'],
])('%s, %s: %s is said in words of every language', (act, name, code) => {
  const key = codeKey(act, name, code);
  expect(key).not.toBeNull();
  const [, namespace = '', rest = ''] = /^(\w+)\.(.*)$/.exec(key ?? '') ?? [];
  for (const locale of locales) {
    const words = translator(locale, namespace as 'health')(rest as 'title');
    expect(words).not.toContain(code);
    expect(words).not.toContain(rest);
  }
});

test('text stays text: a zone may be named as a code is', () => {
  expect(codeKey('zone.saved', '', 'app')).toBeNull();
  expect(codeKey('hours.changed', 'kind', 'taken')).toBeNull();
  expect(codeKey('conflict.settled', 'kind', 'other')).toBeNull();
});
