import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import type { Json } from '../http';
import { openStandIn } from '../stand-in';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const PATIENCE = { timeout: 240_000 };

/** `npm run contract` as somebody starts it. */
async function contract(args: string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, ['scripts/contract.mjs', ...args], {
    cwd: ROOT,
    env: { ...process.env, VITEST: '', NO_COLOR: '1', ...env },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (part) => {
      said += part;
    });
  const status = await new Promise<number | null>((done) => child.once('close', done));
  return { status, said, lastLine: said.trimEnd().split('\n').at(-1) };
}

it('prints the table and the count, of the stand-in with a switch turned', PATIENCE, async () => {
  const { status, said, lastLine } = await contract(['points.test', '--behaviour', 'staleIfMatchStatus=409']);
  expect(said).toMatch(/V2 +PATCH with a stale If-Match +409 ErrorIrresolvableConflict/);
  for (let point = 1; point <= 10; point += 1) expect(said).toMatch(new RegExp(`\\n  V${point} `));
  expect(lastLine).toMatch(/^\d+ passed, 0 failed, 0 not asked$/);
  expect(status).toBe(0);
});

it('says what is wrong with its arguments, and fails when nothing was asked', PATIENCE, async () => {
  expect((await contract(['batch.test', '--behaviour', 'noSuchSwitch=1'])).status).toBe(1);
  const all = { CONTRACT_TENANT_ID: 'x', CONTRACT_CLIENT_ID: 'x', CONTRACT_CLIENT_SECRET: 'x', CONTRACT_MAILBOX: 'x' };
  const real = await contract(['--behaviour', 'etagChurn=off'], all);
  expect([real.status, real.said]).toEqual([1, expect.stringContaining('a real tenant has none')]);
  const half = await contract(['batch'], { CONTRACT_TENANT_ID: 'x' });
  expect([half.status, half.said]).toEqual([1, expect.stringContaining('CONTRACT_CLIENT_SECRET')]);
});

it(
  'asks a tenant as if it were a real one: leaves nothing behind, invites nobody, says what it did not ask',
  PATIENCE,
  async () => {
    const target = await openStandIn();
    await target.control.post('/clock', { frozen: false });
    const { status, said, lastLine } = await contract([], {
      CONTRACT_LOGIN: target.login,
      CONTRACT_GRAPH: target.graph,
      CONTRACT_TENANT_ID: target.tenantId,
      CONTRACT_CLIENT_ID: target.clientId,
      CONTRACT_CLIENT_SECRET: target.secret,
      CONTRACT_MAILBOX: target.mailbox,
      CONTRACT_NOTIFICATION_URL: 'http://localhost:4587/knock',
      CONTRACT_NOTIFICATION_PORT: '4587',
      CONTRACT_PACE: '0.01',
    });
    expect(said).toMatch(/V7 +what a copy made by a person keeps +not asked: needs a person/);
    expect(said).toMatch(/V8 .* not asked: needs CONTRACT_ROOM/);
    expect(lastLine).toMatch(/^\d+ passed, 0 failed, [1-9]\d* not asked$/);
    expect(status).toBe(0);
    const { entries } = await target.control.get('/log?since=0');
    const written = entries.filter((one: Json) => one.actor === 'app' && one.method !== 'GET' && one.status < 300);
    const operations = [...new Set(written.map((one: Json) => one.operation))].sort();
    expect(operations).toEqual(expect.arrayContaining(['event.create', 'event.delete', 'event.update']));
    expect(operations.filter((name) => !ALLOWED.includes(String(name)))).toEqual([]);
    const { value } = await target.control.get(`/mailboxes/${target.mailbox}/events`);
    expect(value.filter((one: Json) => one.subject?.startsWith('Contract suite'))).toEqual([]);
    expect((await target.control.get('/mails')).mails).toEqual([]);
    await target.close();
  },
);

const ALLOWED = [
  'event.create',
  'event.update',
  'event.delete',
  'getSchedule',
  'translateIds',
  'batch',
  'token',
  'subscription.create',
  'subscription.update',
  'subscription.delete',
];
