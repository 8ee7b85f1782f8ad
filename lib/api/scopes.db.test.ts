import { afterAll, beforeAll, expect, test } from 'vitest';
import { API_SCOPES, type ApiScope } from '@/lib/api-scopes';
import { closeQueue, queue } from '@/lib/db/queue';
import { sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { apiClient, askApi } from './ask-api.test-data';
import { ENDPOINTS } from './endpoints';

testDatabase();
const tokens = new Map<string, string>();
beforeAll(async () => {
  await sampleLibrary();
  await queue();
  for (const scope of API_SCOPES) {
    tokens.set(scope, (await apiClient([scope])).token);
    tokens.set(`all but ${scope}`, (await apiClient(API_SCOPES.filter((one) => one !== scope))).token);
  }
});
afterAll(closeQueue);

/** Nothing has these ids, and nothing is written. */
const ask = async ({ method, path }: (typeof ENDPOINTS)[number], token: string | null) => {
  const body = method === 'POST' ? {} : undefined;
  const { status } = await askApi(method, `/1.1${path.replace(/\{\w+\}/g, '999999')}`, { token, body });
  return status;
};
const tokenOf = (name: ApiScope | `all but ${ApiScope}`) => tokens.get(name) ?? '';
const nameOf = ({ method, path }: (typeof ENDPOINTS)[number]) => `${method} ${path}`;

test('every endpoint but the one for tokens wants a token with its scope, and no other scope will do', async () => {
  const wrong: string[] = [];
  const open: string[] = [];
  for (const endpoint of ENDPOINTS) {
    const { scope } = endpoint;
    if (scope === null) open.push(nameOf(endpoint));
    if (scope === null) continue;
    const none = await ask(endpoint, null);
    const forged = await ask(endpoint, `${tokenOf(scope).split('.')[0]}.${'x'.repeat(43)}`);
    const others = await ask(endpoint, tokenOf(`all but ${scope}`));
    const own = await ask(endpoint, tokenOf(scope));
    if (none !== 401 || forged !== 401 || others !== 403 || [401, 403, 500].includes(own))
      wrong.push(`${nameOf(endpoint)}: ${[none, forged, others, own]}`);
  }
  expect(open).toEqual(['POST /oauth/token']);
  expect(ENDPOINTS.filter(({ openable }) => openable).map(nameOf)).toEqual(['GET /space/item/{ids}']);
  expect(wrong).toEqual([]);
});
