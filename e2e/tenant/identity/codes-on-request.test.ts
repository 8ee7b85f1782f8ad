import { beforeEach, describe, expect, it } from 'vitest';
import type { Tenant } from '../app';
import { frozenTenant, LIBRARIAN, type Registered, register } from '../testing';
import { CODES } from '../testing-codes';
import { controls, failure, server } from '../testing-identity';

type Play = { tenant: Tenant; app: Registered } & ReturnType<typeof controls> & ReturnType<typeof server>;

let play: Play;

beforeEach(async () => {
  const tenant = frozenTenant();
  const delegated = ['User.Read', 'Calendars.ReadWrite'];
  const app = await register(tenant, { delegated, adminConsent: true });
  play = { tenant, app, ...controls(tenant), ...server(tenant, app) };
});

describe('[EO13.7] every code of EO 3.6 at the next request, by grant', () => {
  it.each(CODES)('%i', async (code, status, error, suberror) => {
    const { refresh_token } = await play.tokens();
    const code1 = await play.code();
    await play.act('fail_next', { grant: 'refresh_token', code });
    await play.act('fail_next', { grant: 'authorization_code', code, clientId: play.app.clientId });
    await play.act('fail_next', { grant: 'client_credentials', code, times: 2 });
    const wanted = [status, error, code, suberror];
    expect(failure(await play.refresh(refresh_token))).toEqual(wanted);
    expect((await play.refresh(refresh_token)).status).toBe(200);
    expect(failure(await play.redeem(code1))).toEqual(wanted);
    expect((await play.redeem(code1)).status).toBe(200);
    expect(failure(await play.ofItself())).toEqual(wanted);
    expect(failure(await play.ofItself())).toEqual(wanted);
    expect((await play.ofItself()).status).toBe(200);
  });

  it('takes any status, error and suberror, and a number that is not in the list only with them', async () => {
    const other = { status: 401, error: 'invalid_client', suberror: 'ui_not_allowed' };
    await play.act('fail_next', { grant: 'client_credentials', code: 99999999, ...other });
    expect(failure(await play.ofItself())).toEqual([401, 'invalid_client', 99999999, 'ui_not_allowed']);
    await expect(play.act('fail_next', { grant: 'client_credentials', code: 99999999 })).rejects.toThrow(
      'not in the list',
    );
    await play.act('fail_next', { grant: 'client_credentials', code: 90033, times: 9 });
    await play.act('clear_failures');
    expect((await play.ofItself()).status).toBe(200);
  });
});

describe('[EO14.4] statuses and errors that are not confirmed', () => {
  it.each([
    [7000112, 401, 'unauthorized_client'],
    [70001, 401, 'unauthorized_client'],
    [700027, 400, 'invalid_client'],
    [65005, 401, 'invalid_client'],
    [650056, 401, 'invalid_client'],
    [650057, 401, 'invalid_client'],
    [9002332, 400, 'unauthorized_client'],
    [50057, 400, 'invalid_request'],
    [50059, 400, 'invalid_client'],
    [90094, 400, 'consent_required'],
    [7000215, 401, 'invalid_client'],
  ])('%i may also be %i %s', async (code, status, error) => {
    await play.set({ unconfirmedAnswers: 'other' });
    await play.act('fail_next', { grant: 'client_credentials', code });
    expect(failure(await play.ofItself()).slice(0, 3)).toEqual([status, error, code]);
  });

  it('MFA and blocks come by either error, a block with its challenge as a string', async () => {
    await play.set({ policyErrorName: 'invalid_grant' });
    const { refresh_token } = await play.tokens();
    await play.act('conditional_access', { kind: 'mfa', on: true });
    expect(failure(await play.refresh(refresh_token))).toEqual([400, 'invalid_grant', 50076, 'basic_action']);
    await play.act('conditional_access', { kind: 'block', on: true });
    const { body } = await play.refresh(refresh_token);
    expect(body).toMatchObject({ error: 'invalid_grant', error_codes: [53003], suberror: 'message_only' });
    expect(JSON.parse(body.claims)).toMatchObject({ access_token: { capolids: { essential: true } } });
    await play.act('conditional_access', { kind: 'block', on: false });
    await play.act('conditional_access', { kind: 'mfa', on: false });
    expect((await play.refresh(refresh_token)).status).toBe(200);
  });

  it('a loop of equal requests is told by either error', async () => {
    await play.set({ requestLoop: 'on' });
    const { refresh_token } = await play.tokens();
    const many = async (times: number) => {
      let last = await play.refresh(refresh_token);
      for (let at = 1; at < times; at += 1) last = await play.refresh(refresh_token);
      return last;
    };
    expect((await many(15)).status).toBe(200);
    expect(failure(await play.refresh(refresh_token))).toEqual([400, 'invalid_grant', 50196, undefined]);
    await play.set({ requestLoopError: 'temporarily_unavailable' });
    expect(failure(await play.refresh(refresh_token))).toEqual([400, 'temporarily_unavailable', 50196, undefined]);
    await play.later(300_000);
    expect((await play.refresh(refresh_token)).status).toBe(200);
  });

  it('650056 when nothing is in the registration', async () => {
    const bare = await register(play.tenant, { delegated: [] });
    const answer = await server(play.tenant, bare).code(LIBRARIAN, { query: { scope: '.default' } });
    expect(answer).toContain('AADSTS650056');
  });
});
