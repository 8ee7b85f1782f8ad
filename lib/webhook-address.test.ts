import { expect, test } from 'vitest';
import { webhooksReachUs } from './webhook-address';

const reach = (PUBLIC_URL: string, MICROSOFT_GRAPH_URL?: string) =>
  webhooksReachUs({ PUBLIC_URL, MICROSOFT_GRAPH_URL });

test('Microsoft reaches public https only; a stand-in on this machine reaches this machine', () => {
  expect(reach('https://book.library.example')).toBe(true);
  expect(reach('http://localhost:3000')).toBe(false);
  expect(reach('https://localhost:3000')).toBe(false);
  expect(reach('http://localhost:3000', 'http://127.0.0.1:4365')).toBe(true);
});
