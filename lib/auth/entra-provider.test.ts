import { expect, test } from 'vitest';
import { entraProvider } from './entra-provider';

const tenant = '0c2b48e4-99d5-4274-b86c-b59b1e9c2329';
const provider = entraProvider({
  loginOrigin: 'http://localhost:4365',
  tenant,
  clientId: 'id',
  clientSecret: 'secret',
});
const profileOf = (claims: object) => provider.profile(claims, {});

test('asks its own tenant, with every check', () => {
  expect(provider).toMatchObject({
    wellKnown: `http://localhost:4365/${tenant}/v2.0/.well-known/openid-configuration`,
    checks: ['pkce', 'state', 'nonce'],
  });
});

test('a person is (tid, oid), whatever their address', () => {
  const claims = { tid: tenant.toUpperCase(), oid: 'ABC', name: 'Ada', email: 'Ada@Library.example' };
  expect(profileOf(claims)).toEqual({ id: `${tenant}:abc`, name: 'Ada', email: 'ada@library.example' });
});

test('without an address one is made up that can receive no mail', () => {
  const profile = profileOf({ tid: tenant, oid: 'abc', preferred_username: 'ada@elsewhere.example' });
  expect(profile).toMatchObject({ name: 'ada@elsewhere.example', email: `abc.${tenant}@no-address.invalid` });
});

test("another tenant's person is refused", () => {
  expect(() => profileOf({ tid: '11111111-2222-4333-8444-555555555555', oid: 'abc' })).toThrow('another tenant');
});
