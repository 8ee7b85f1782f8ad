import { generateKeyPairSync } from 'node:crypto';
import fs from 'node:fs';
import { selfSigned } from '../../lib/self-signed';
import { linkRoom, setUp } from '../carrel-steps';
import { begin, carrel, expect, expectAccessible, expectFitsPhone, test } from '../fixtures';

/** What an admin has to see without looking for it, and a key that the organisation made itself. */
test('a certificate made elsewhere is brought along; a calendar has a history; trouble and a standstill are said', async ({
  page,
  tenant,
  sql,
}) => {
  test.setTimeout(180_000);
  await begin(tenant, sql);
  await setUp(page, carrel);

  await test.step('the certificate and its key: refused by their fields, then kept, downloaded, and accepted', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const [from, until] = [new Date(Date.now() - 86_400_000), new Date(Date.now() + 300 * 86_400_000)];
    const certificate = selfSigned(privateKey, { name: 'Library', serial: Buffer.from([7]), from, until });
    await page.setViewportSize({ width: 320, height: 700 });
    await page.goto('/admin/integrations');
    await page.getByText('Add a certificate made elsewhere…').focus();
    await page.keyboard.press('Enter');
    const form = page.locator('form').filter({ has: page.getByLabel('Private key (PEM)', { exact: true }) });
    await form.getByRole('button', { name: 'Try it and keep it' }).press('Enter');
    await expect(page.getByRole('link', { name: 'Certificate (PEM): Please fill this in.' })).toBeVisible();
    await page.getByRole('link', { name: 'Private key (PEM): Please fill this in.' }).press('Enter');
    await expect(page.getByLabel('Private key (PEM)', { exact: true })).toBeFocused();
    await expectAccessible(page);
    await expectFitsPhone(page);
    await page.keyboard.insertText(key);
    const file = { name: 'library.cer', mimeType: 'application/pkix-cert', buffer: Buffer.from(certificate) };
    await form.getByLabel('Or the certificate as a file').setInputFiles(file);
    await form.getByRole('button', { name: 'Try it and keep it' }).press('Enter');
    await expect(page.getByText('The certificate and its key are kept.')).toBeVisible();
    expect(await page.content()).not.toContain(key.split('\n')[3]);
    await expectAccessible(page);
    await expectFitsPhone(page);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download certificate (.cer)' }).press('Enter'),
    ]);
    expect(fs.readFileSync(await download.path(), 'utf8')).toBe(certificate);
    const [row] = await sql<{ client: string }>('SELECT client_id AS client FROM integration');
    await tenant.call('POST', '/identity', { action: 'add_certificate', clientId: row?.client, certificate });
    await page.getByRole('button', { name: 'Test it' }).press('Enter');
    await expect(page.getByText('Microsoft accepts it.')).toBeVisible();
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  const [maple] = await sql<{ id: number }>(`SELECT id FROM resource WHERE name = 'Maple Room'`);
  const spaceId = maple?.id ?? 0;
  await linkRoom(page, spaceId, 'maple@library.example');
  const [link] = await sql<{ id: number }>('SELECT id FROM calendar_link');
  const linkId = link?.id ?? 0;

  await test.step('the history of one calendar, drawn and as a table', async () => {
    await sql(
      `INSERT INTO link_sample (link_id, at, lag_seconds, corrections, failed)
       SELECT $1, date_trunc('hour', now()) - hour * interval '1 hour', CASE hour WHEN 5 THEN 5700 ELSE 60 END,
         CASE WHEN hour < 3 THEN 2 ELSE 0 END, hour % 3 FROM generate_series(1, 20) hour`,
      [linkId],
    );
    await page.goto(`/admin/health/${linkId}`);
    await expect(page.getByRole('img', { name: /^Longest since it was read, in minutes: at most 95/ })).toBeVisible();
    await expect(page.getByRole('img', { name: /^Put right by comparing: at most 2/ })).toBeVisible();
    await page.locator('#history details summary').first().press('Enter');
    await expect(page.getByRole('cell', { name: '95', exact: true })).toBeVisible();
    await expectAccessible(page);
    await expectFitsPhone(page);
    await page.getByRole('link', { name: '7 days' }).press('Enter');
    await page.waitForURL(/range=week/);
    await expect(page.getByRole('link', { name: '7 days' })).toHaveAttribute('aria-current', 'true');
  });

  await test.step('the trouble of a room on its own page, by Microsoft’s number and the request’s', async () => {
    await sql(
      `UPDATE calendar_link SET state = 'paused', state_reason = 'write_denied', next_pull_at = now() + interval '1 hour',
         next_write_at = now() + interval '1 hour'`,
    );
    await sql(`UPDATE sync_connection SET status = 'needs_reauth', status_reason = 'invalid_grant 50173'`);
    await sql(
      `INSERT INTO sync_log (at, link_id, direction, op, outcome, http, request_id)
       VALUES (now() + interval '1 second', $1, 'push', 'event.create', 'access_denied', 403, 'request-4711')`,
      [linkId],
    );
    await page.goto(`/admin/spaces/${spaceId}`);
    await expect(page.getByText('request-4711')).toBeVisible();
    await expect(page.getByText('What Microsoft said: AADSTS50173')).toBeVisible();
    await expectAccessible(page);
    await expectFitsPhone(page);
    await page.getByRole('link', { name: 'Open Health of this calendar' }).press('Enter');
    await page.waitForURL(new RegExp(`/admin/health/${linkId}$`));
  });

  await test.step('a program that does not take its webhooks is a line on Health, with the way there', async () => {
    await sql(
      `WITH hook AS (INSERT INTO webhook (name, url, events, secret_enc) VALUES ('Signs', 'https://signs.example/', '{}', 'x') RETURNING id),
         event AS (INSERT INTO booking_event (booking_id, kind, transaction_id, told_at)
           SELECT min(id), 'created', -1, now() FROM booking RETURNING id)
       INSERT INTO webhook_delivery (id, webhook_id, event_id, state, attempts, problem, until_at, last_at, created_at)
       SELECT gen_random_uuid(), hook.id, event.id, 'failed', 60, 'refused', now(), now(), now() - interval '1 day' FROM hook, event`,
    );
    await page.goto('/admin/health');
    await expect(page.getByText('A program does not take its webhooks')).toBeVisible();
    await expectAccessible(page);
    await expectFitsPhone(page);
    await page.getByRole('link', { name: 'See what they answer' }).press('Enter');
    await page.waitForURL(/\/admin\/api\/webhooks/);
    await sql(`DELETE FROM webhook WHERE name = 'Signs'`);
    await sql('DELETE FROM booking_event WHERE transaction_id = -1');
  });

  await test.step('no worker for a minute: every page says so, and no longer once there is one', async () => {
    await sql(`UPDATE worker_heartbeat SET last_seen_at = now() - interval '5 minutes'`);
    // Whoever wants to say that it lives waits here.
    await sql('BEGIN');
    await sql('SELECT FROM worker_heartbeat FOR UPDATE');
    const said = page.getByText(/^Nothing has been sent or read since /);
    try {
      for (const path of ['/admin/health', '/admin/people']) {
        await page.goto(path);
        await expect(said).toBeVisible();
      }
      await expectAccessible(page);
      await expectFitsPhone(page);
    } finally {
      await sql('ROLLBACK');
    }
    await expect(async () => {
      await page.reload();
      await expect(said).toHaveCount(0, { timeout: 1 });
    }).toPass();
  });
});
