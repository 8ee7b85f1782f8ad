import { expect, test } from 'vitest';
import { isCrossSite } from './is-cross-site';

const HOME = 'https://book.library.example';

test.each([
  ['our own page, by a browser of today', { 'sec-fetch-site': 'same-origin', origin: HOME }, false],
  ['a person who typed the address', { 'sec-fetch-site': 'none' }, false],
  ['our own page, by an older browser', { origin: HOME }, false],
  ['a program', {}, false],
  ['another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }, true],
  ['another name of our domain', { 'sec-fetch-site': 'same-site', origin: 'https://blog.library.example' }, true],
  ['another site, by an older browser', { origin: 'https://evil.example' }, true],
  ['a page that hides where it is', { origin: 'null' }, true],
])('%s', (_, headers, expected) => {
  expect(isCrossSite(new Headers(headers as Record<string, string>), HOME)).toBe(expected);
});
