import { beforeEach, expect, test, vi } from 'vitest';

Object.assign(process.env, { LOG_LEVEL: 'silent' });
const { receiveNotification } = vi.hoisted(() => ({ receiveNotification: vi.fn() }));
vi.mock('@/lib/usecases/receive-notification', () => ({ receiveNotification }));
beforeEach(() => {
  receiveNotification.mockRejectedValue(new Error('the database is away'));
});
const { POST } = await import('./route');

const ask = (address: string, body?: string) =>
  POST(new Request(address, { method: 'POST', ...(body !== undefined && { body }) }), {
    params: Promise.resolve({ urlKey: 'k' }),
  });

test('the database is away: 503, so that Microsoft repeats it', async () => {
  expect((await ask('http://localhost/k', '{"value":[]}')).status).toBe(503);
});

test('the database is away: the validation token is echoed all the same', async () => {
  const response = await ask('http://localhost/k?validationToken=a%3cb+c');
  expect([response.status, await response.text()]).toEqual([200, 'a<b c']);
});

test('the database does not answer: 503 before Microsoft calls it slow', async () => {
  vi.useFakeTimers();
  receiveNotification.mockReturnValue(new Promise(() => {}));
  const answer = ask('http://localhost/k', '{"value":[]}');
  await vi.advanceTimersByTimeAsync(2_900);
  expect((await answer).status).toBe(503);
  vi.useRealTimers();
});
