import { createHmac } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { begin, carrel, expect, expectAccessible, expectFitsPhone, signIn, test } from '../fixtures';

type Message = { body: string; signature: string };

/** Another program: it takes what it is told, or says that it is in trouble. */
async function listener() {
  const heard: Message[] = [];
  const state = { status: 500 };
  const server = http.createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      heard.push({ body: Buffer.concat(parts).toString(), signature: String(request.headers['carrel-signature']) });
      response.writeHead(state.status).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
  return { heard, state, url, close: () => server.close() };
}

const isSigned = ({ body, signature }: Message, secret: string) => {
  const [, seconds, sign] = /^t=(\d+),v1=([0-9a-f]+)$/.exec(signature) ?? [];
  return createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex') === sign;
};

test('a program hears of a booking, signed, and once more when asked; a calendar program reads a feed', async ({
  page,
  tenant,
  sql,
}) => {
  await begin(tenant, sql);
  await sql('TRUNCATE webhook, calendar_feed, booking_event CASCADE');
  const program = await listener();
  let secret = '';

  await test.step('an admin adds a webhook by keyboard, after a mistake, and sees its secret once', async () => {
    await signIn(page, 'admin@library.example');
    await page.goto('/admin/api');
    await page.getByRole('link', { name: 'Webhooks' }).press('Enter');
    await page.getByRole('link', { name: 'Add a webhook' }).press('Enter');
    await page.getByLabel('Name').fill('Door signs');
    const address = page.getByLabel('Address');
    await address.fill('http://192.168.0.10/hook');
    await address.press('Enter');
    await expect(address).toHaveAttribute('aria-invalid', 'true');
    await expect(page.getByRole('alert').filter({ hasText: 'Address:' })).toContainText('https://');
    await expectAccessible(page);
    await expectFitsPhone(page);
    await address.fill(program.url);
    await address.press('Enter');
    const shown = page.getByRole('region', { name: 'Copy the secret now' });
    await expect(shown).toBeFocused();
    secret = (await shown.locator('code').innerText()).trim();
    await shown.getByRole('link', { name: 'I have copied it' }).press('Enter');
    await expect(page.getByRole('heading', { name: 'Door signs', level: 1 })).toBeVisible();
    await expect(page.getByText('Nothing yet.')).toBeVisible();
    expect(await page.content()).not.toContain(secret);
  });

  await test.step('a booking is told of, without names; refused first, taken when it is sent again', async () => {
    const [row] = await sql<{ public_id: string }>(
      `SELECT public_id FROM booking JOIN booking_item ON booking_id = id WHERE status = 'confirmed' AND starts_at > now()
       AND patron_name <> '' AND NOT is_block ORDER BY starts_at DESC LIMIT 1`,
    );
    await page.goto(`/desk/bookings/${row?.public_id}`);
    await sql('UPDATE booking SET version = version + 1 WHERE public_id = $1', [row?.public_id]);
    await expect.poll(() => program.heard.length).toBeGreaterThan(0);
    const [first] = program.heard;
    expect(first && isSigned(first, secret)).toBe(true);
    const told = JSON.parse(first?.body ?? '{}');
    expect(told).toMatchObject({ event: 'booking.changed', booking: { booking_id: row?.public_id } });
    expect(told.booking).not.toHaveProperty('patron');

    await page.goto('/admin/api/webhooks');
    await page.getByRole('link', { name: 'Door signs' }).click();
    const log = page.getByRole('table', { name: 'What it was told' });
    await expect(log).toContainText('It answered with status 500.');
    await expectAccessible(page);
    await expectFitsPhone(page);
    program.state.status = 204;
    await log.getByRole('button', { name: /^Send again/ }).press('Enter');
    await expect(page.getByText('It is being sent again.')).toBeVisible();
    await expect.poll(() => program.heard.length).toBeGreaterThan(1);
    await expect
      .poll(async () => {
        await page.reload();
        return log.innerText();
      })
      .toContain('Delivered');
    expect(program.heard.every((message) => JSON.parse(message.body).id === told.id)).toBe(true);
  });

  await test.step('a feed is made, read by its address alone, and revoked', async () => {
    await page.goto('/admin/api/feeds');
    await page.getByLabel('Of what').selectOption({ index: 0 });
    await page.getByLabel('For whom').fill('Screen in the hall');
    await page.getByRole('button', { name: 'Make the feed' }).press('Enter');
    await expect(page.getByText('The feed is there.')).toBeVisible();
    const url = (await page.getByRole('list', { name: 'Feeds' }).locator('code').innerText()).trim();
    await expectAccessible(page);
    await expectFitsPhone(page);
    expect(url.startsWith(`${carrel}/feeds/`)).toBe(true);
    const read = await fetch(url);
    expect([read.status, read.headers.get('content-type')]).toEqual([200, 'text/calendar; charset=utf-8']);
    expect(await read.text()).toMatch(/^BEGIN:VCALENDAR\r\n/);
    const again = await fetch(url, { headers: { 'if-none-match': read.headers.get('etag') ?? '' } });
    expect(again.status).toBe(304);
    await page.getByText('Revoke', { exact: true }).click();
    await page.getByRole('button', { name: /^Revoke the feed of/ }).press('Enter');
    await expect(page.getByText('The feed is revoked.')).toBeVisible();
    expect((await fetch(url)).status).toBe(404);
  });

  await test.step('a librarian has one of their own', async () => {
    await signIn(page, 'librarian@library.example');
    await page.goto('/desk/feed');
    await page.getByRole('button', { name: 'Make the feed' }).press('Enter');
    await expect(page.getByRole('list', { name: 'Feeds' }).locator('code')).toContainText('/feeds/');
    await expectFitsPhone(page);
  });

  program.close();
  await sql('TRUNCATE webhook, calendar_feed, booking_event CASCADE');
});
