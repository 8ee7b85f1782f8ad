import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import nodemailer from 'nodemailer';
import { describe, expect, it } from 'vitest';

const START = [fileURLToPath(new URL('./start.mjs', import.meta.url))];
const WITH_LOADER = ['--import', 'tsx', fileURLToPath(new URL('./main.ts', import.meta.url))];
const PORT = 20_000 + (process.pid % 20_000);

function start(env: Record<string, string>, args = START) {
  const child = spawn(process.execPath, args, {
    env: { ...process.env, NODE_ENV: 'test', ...env },
  });
  let said = '';
  const ready = new Promise<void>((done, fail) => {
    child.once('exit', () => fail(new Error(said)));
    child.stdout.on('data', (part) => {
      said += part;
      if (said.includes('tenant ready')) done();
    });
    child.stderr.on('data', (part) => {
      said += part;
    });
  });
  ready.catch(() => undefined);
  // Not its exit: on a busy machine its last words come after that.
  const ended = new Promise<number | null>((done) => child.once('close', done));
  return { child, ready, ended, said: () => said };
}

describe('the process', () => {
  it.each([
    ['one file', {}, START],
    ['one file, with a loader', {}, WITH_LOADER],
    ['its sources', { TENANT_BUNDLE: 'off' }, START],
    ['its sources, with a loader', { TENANT_BUNDLE: 'off' }, WITH_LOADER],
  ])('starts from %s, in moments', async (_, env, args) => {
    const startedAt = performance.now();
    const tenant = start({ TENANT_PORT: String(PORT + 20), ...env }, args);
    await tenant.ready;
    expect(performance.now() - startedAt).toBeLessThan(10_000);
    const { switches } = (await (await fetch(`http://localhost:${PORT + 20}/_control/behaviour`)).json()) as {
      switches: { name: string }[];
    };
    expect(switches.map(({ name }) => name)).toContain('etagChurn');
    tenant.child.kill('SIGTERM');
    expect(await tenant.ended).toBe(0);
  });

  it('is ready in moments, answers, takes mail and ends cleanly', async () => {
    const tenant = start({ TENANT_PORT: String(PORT) });
    await tenant.ready;
    expect(tenant.said().trim()).toBe(`tenant ready on http://localhost:${PORT}`);
    const base = `http://localhost:${PORT}`;
    expect((await fetch(base)).status).toBe(200);
    const mail = nodemailer.createTransport(`smtp://127.0.0.1:${PORT + 1}`);
    const text = 'Cancel: http://localhost:3000/bookings/abc?k=1.';
    const content = 'BEGIN:VCALENDAR\r\nEND:VCALENDAR';
    await mail.sendMail({
      from: 'library@library.example',
      to: 'pat@home.example',
      subject: 'Booked',
      text,
      icalEvent: { content },
    });
    const { mails } = (await (await fetch(`${base}/_control/mails?to=pat@home.example`)).json()) as {
      mails: { id: string; links: string[]; attachments: { text?: string }[] }[];
    };
    expect(mails[0]?.links).toEqual(['http://localhost:3000/bookings/abc?k=1']);
    expect(mails[0]?.attachments[0]?.text).toContain('BEGIN:VCALENDAR');
    expect(await (await fetch(`${base}/outbox/${mails[0]?.id}`)).text()).toContain('Booked');
    const fault = { where: { path: '/v1.0/me' }, effect: 'reset_before' };
    await fetch(`${base}/_control/faults`, { method: 'POST', body: JSON.stringify(fault) });
    await expect(fetch(`${base}/v1.0/me`)).rejects.toThrow();
    tenant.child.kill('SIGTERM');
    expect(await tenant.ended).toBe(0);
  });

  it('refuses production, other addresses than loopback, and a taken port, each with a message', async () => {
    const taken = createServer().listen(PORT + 10, '127.0.0.1');
    await once(taken, 'listening');
    const attempts = [
      start({ TENANT_PORT: String(PORT + 9) }),
      start({ NODE_ENV: 'production' }),
      start({ TENANT_HOST: '0.0.0.0' }),
      start({ TENANT_PORT: String(PORT + 10) }),
    ];
    expect(await Promise.all(attempts.map((one) => one.ended))).toEqual([1, 1, 1, 1]);
    expect(attempts[0]?.said()).toMatch(/^Port \d+ \(mail of the stand-in tenant\) is taken/);
    expect(attempts[1]?.said()).toContain('NODE_ENV=production');
    expect(attempts[2]?.said()).toContain('loopback');
    expect(attempts[3]?.said()).toContain('TENANT_PORT');
    taken.close();
  });
});
