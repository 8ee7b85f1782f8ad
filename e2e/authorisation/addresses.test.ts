import { expect, test } from 'vitest';
import { BEHIND_THE_COUNTER } from './behind-the-counter';
import { findAddresses, methodsOf } from './find-addresses';
import { IN_FRONT } from './in-front';

test('every address stands in one of the two tables', () => {
  const found = findAddresses();
  const told = [...Object.keys(BEHIND_THE_COUNTER), ...Object.keys(IN_FRONT)];
  expect(found.length).toBeGreaterThan(140);
  expect(
    found.filter((line) => !told.includes(line)),
    'say in e2e/authorisation who may ask them, and what the others hear',
  ).toEqual([]);
  expect(told.filter((line) => !found.includes(line))).toEqual([]);
  expect(new Set(told).size).toBe(told.length);
  expect(Object.keys(IN_FRONT).filter((line) => /^\w+ \/(admin|desk)(\/|$)/.test(line))).toEqual([]);
});

test.each([
  ['export async function GET() {}', ['GET']],
  ['export const POST = handler;', ['POST']],
  ['export { answer as DELETE, answer as GET };', ['GET', 'DELETE']],
  ['export {\n  handleAuth as GET,\n  handleAuth as POST,\n};', ['GET', 'POST']],
  ['export const dynamic = "force-dynamic"; const GET = 1;', []],
])('methods of %s', (source, methods) => expect(methodsOf(source)).toEqual(methods));
