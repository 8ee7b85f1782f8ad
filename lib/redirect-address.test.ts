import { expect, test } from 'vitest';
import { isRedirectAddress } from './redirect-address';

test.each([
  ['https://book.library.example/api/outlook/callback', true],
  ['http://localhost:3000/api/outlook/callback', true],
  ['http://127.0.0.1:3000/api/outlook/callback', false],
  ['http://book.library.example/api/outlook/callback', false],
  ['https://book.library.example/api/outlook/callback?x=1', false],
  ["https://book.library.example/o'neill", false],
  [`https://book.library.example/${'x'.repeat(256)}`, false],
  ['nonsense', false],
])('%s: %s', (address, fits) => expect(isRedirectAddress(address)).toBe(fits));
