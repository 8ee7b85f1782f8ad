import { bookSpace, saveAndActivate } from '../carrel-steps';
import { begin, carrel, expect, expectAccessible, expectFitsPhone, signIn, test } from '../fixtures';
import type { Tenant } from '../tenant-control';

type Mail = { via: string; from: string; subject: string; text: string; links: string[] } & {
  attachments: { contentType: string; text?: string }[];
};

const BOOKINGS = 'bookings@library.example';
const PATRON = 'patron@library.example';

const newest = async (tenant: Tenant, to: string) =>
  (await tenant.call<{ mails: Mail[] }>('GET', `/mails?to=${to}`)).mails[0];

/** The calendar part's own line of that name. */
const line = (mail: Mail | undefined, name: string) =>
  new RegExp(`^${name}:(.*)$`, 'm').exec(mail?.attachments[0]?.text ?? '')?.[1]?.trim();

/** An admin gives a mail the library's own words and lets mails leave from the library's mailbox; a patron gets it so. */
test('a location’s own words reach a patron from the library’s own mailbox, and the calendar follows', async ({
  page,
  tenant,
  sql,
}) => {
  await begin(tenant, sql);
  await sql(`DELETE FROM mail_template`);
  const [maple] = await sql<{ id: number; locationId: number; date: string }>(
    `SELECT resource.id, category.location_id AS "locationId",
       to_char((now() AT TIME ZONE 'America/New_York')::date + 2, 'YYYY-MM-DD') AS date
     FROM resource JOIN category ON category.id = resource.category_id WHERE resource.name = 'Maple Room'`,
  );
  if (!maple) throw new Error('the demo library has no Maple Room');
  const app = await tenant.call<{ clientId: string; tenantId: string; secret: { id: string; value: string } }>(
    'POST',
    '/apps',
    {
      redirectUris: [`${carrel}/api/outlook/callback`],
    },
  );
  await signIn(page, 'admin@library.example');
  await saveAndActivate(page, { ...app, secretId: app.secret.id, secret: app.secret.value });

  await test.step('without a right nothing changes; with it mails leave from the mailbox, by keyboard alone', async () => {
    await page.goto('/admin/mails');
    await page.getByRole('link', { name: 'Change, or send a test mail' }).click();
    await page.waitForURL(/\/admin\/mails\/sending/);
    await page.getByRole('radio', { name: 'By the mail server (SMTP)' }).focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Tab');
    await page.keyboard.type(BOOKINGS);
    await page.keyboard.press('Enter');
    await expect(page.getByText(`Microsoft does not let Carrel send from ${BOOKINGS} yet`)).toBeVisible();
    await expect(page.getByRole('textbox', { name: 'Mailbox' })).toHaveValue(BOOKINGS);
    await expectAccessible(page);
    await expectFitsPhone(page);
    const rule = { clientId: app.clientId, mailboxes: [BOOKINGS], via: 'rbac', permissions: ['Mail.Send'] };
    await tenant.call('POST', '/application-scopes', rule);
    await tenant.call('POST', '/clock', { advanceMs: 2 * 3_600_000 });
    await page.getByRole('button', { name: 'Use this way' }).press('Enter');
    await page.waitForURL(/done=saved/);
  });

  await test.step('a test mail says what became of it, good or bad', async () => {
    await tenant.call('POST', '/faults', { where: { operation: 'sendMail' }, effect: { status: 503 } });
    const send = page.getByRole('button', { name: 'Send a test mail' });
    await send.click();
    await expect(page.getByText('The mail server, or Microsoft, could not be reached.')).toBeVisible();
    await send.click();
    await expect(page.getByRole('status').filter({ hasText: 'Microsoft has taken the mail' })).toBeVisible();
    expect(await newest(tenant, 'admin@library.example')).toMatchObject({ via: 'graph' });
    await expectAccessible(page);
  });

  await test.step('the words of a mail are changed, looked at and saved', async () => {
    await page.goto(`/admin/mails?location=${maple.locationId}`);
    await expectAccessible(page);
    await expectFitsPhone(page);
    await page.getByRole('link', { name: 'Booked', exact: true }).click();
    await page.getByLabel('Subject').first().fill('See you in {space}');
    await page.getByLabel('Words').first().fill('Dear {patron},\n\nbring your {card}.');
    await page.getByRole('button', { name: 'Preview' }).click();
    await expect(page.getByRole('alert').getByText(/in braces/)).toBeVisible();
    await page.getByLabel('Words').first().fill('Dear {patron},\n\nbring your card.');
    await page.getByRole('button', { name: 'Preview' }).click();
    const english = page.getByRole('region', { name: 'Preview: English' });
    await expect(english.getByText(/^See you in /)).toBeVisible();
    await expect(english.frameLocator('iframe').getByText('bring your card.')).toBeVisible();
    await expectFitsPhone(page);
    // Nothing runs in the frames, so axe would wait for them without end.
    await page.locator('iframe').evaluateAll((frames) => {
      for (const frame of frames) frame.remove();
    });
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.waitForURL(/done=saved/);
  });

  await signIn(page, PATRON);
  await bookSpace(page, maple.id, maple.date);
  await expect.poll(async () => (await newest(tenant, PATRON))?.subject).toBe('See you in Maple Room');
  const booked = await newest(tenant, PATRON);
  await test.step('the booking’s mail has the words, and comes from the mailbox', async () => {
    expect(booked).toMatchObject({ via: 'graph', from: expect.stringContaining(BOOKINGS) });
    expect(booked?.text).toContain('bring your card.');
    expect([line(booked, 'METHOD'), line(booked, 'SEQUENCE')]).toEqual(['REQUEST', '0']);
    await page.goto(`${tenant.address}/outbox`);
    await page.getByRole('link', { name: 'See you in Maple Room' }).click();
    await expect(page.getByText('Graph', { exact: true })).toBeVisible();
  });

  await test.step('its link leads to the booking, without an account; cancelled, the calendar is told', async () => {
    await page.context().clearCookies({ name: 'carrel-session' });
    await page.goto(booked?.links.find((link) => link.includes('/bookings/')) ?? '');
    await page.getByText('Cancel this booking').press('Enter');
    await page.getByRole('button', { name: 'Yes, cancel the booking' }).press('Enter');
    await expect.poll(async () => (await newest(tenant, PATRON))?.subject).toMatch(/^Cancelled: Maple Room/);
    const over = await newest(tenant, PATRON);
    expect([line(over, 'METHOD'), line(over, 'UID')]).toEqual(['CANCEL', line(booked, 'UID')]);
    expect(Number(line(over, 'SEQUENCE'))).toBeGreaterThan(Number(line(booked, 'SEQUENCE')));
  });

  await sql(`DELETE FROM mail_template`);
});
