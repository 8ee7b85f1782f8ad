import { expect, test, vi } from 'vitest';
import { keepProvider } from './keep-provider';

vi.mock('@/lib/env', () => ({ env: () => ({ PUBLIC_URL: 'https://book.library.example' }) }));

const HOME = 'https://book.library.example';
const led = (segments: string[], query: string, location: string) =>
  keepProvider(segments, new URLSearchParams(query), new Response(null, { headers: { location } })).headers.get(
    'location',
  );

test("a failed callback's provider is kept over every hop to our page", () => {
  const hops = ['/api/auth/error?error=OAuthCallback', '/api/auth/signin?error=OAuthCallback'];
  expect(led(['callback', 'oidc'], 'code=1', `${HOME}${hops[0]}`)).toBe(`${HOME}${hops[0]}&with=oidc`);
  expect(led(['error'], 'error=OAuthCallback&with=oidc', `${HOME}${hops[1]}`)).toBe(`${HOME}${hops[1]}&with=oidc`);
  expect(led(['signin'], 'with=oidc', '/sign-in?callbackUrl=%2Fmy&error=OAuthCallback')).toBe(
    `${HOME}/sign-in?callbackUrl=%2Fmy&error=OAuthCallback&with=oidc`,
  );
});

test.each([
  ["Microsoft's", ['callback', 'azure-ad'], `${HOME}/api/auth/error?error=OAuthCallback`],
  ['a way that succeeded', ['callback', 'oidc'], `${HOME}/my?error=1`],
  ['a way to elsewhere', ['callback', 'oidc'], 'https://login.example/sign-in?error=1'],
])('%s goes as it was', (_, segments, location) => {
  expect(led(segments, '', location)).toBe(location);
});
