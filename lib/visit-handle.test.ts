import { expect, test } from 'vitest';
import { visitHandle, visitOfHandle } from './visit-handle';

test('a visit has one handle, of signs that every client takes for an id, and is found by it again', () => {
  for (const id of [
    '00000000-0000-0000-0000-000000000000',
    '0f14d0ab-9605-4a62-a9e4-5ed26688389b',
    'ffffffff-ffff-ffff-ffff-ffffffffffff',
  ]) {
    expect(visitHandle(id)).toMatch(/^vs_[\da-z]{25}$/);
    expect(visitOfHandle(visitHandle(id))).toBe(id);
  }
});

test('whatever else is given is no handle', () => {
  const beyond = `vs_${'z'.repeat(25)}`;
  for (const text of ['', 'vs_', 'abcd2345', 'vs_short', beyond, `${visitHandle(crypto.randomUUID())}0`])
    expect(visitOfHandle(text)).toBeNull();
});
