import { bookSpace, setUp, stateOf } from '../carrel-steps';
import { begin, carrel, expect, expectAccessible, expectFitsPhone, signIn, test } from '../fixtures';

const MAPLE = 'maple@library.example';

/** Rooms without an account that signs in: what IT does, what the admin sees, and the way out with everything removed. */
test('rooms through the application: refused, allowed by IT, looked at, linked, told at once, undone', async ({
  page,
  tenant,
  sql,
}) => {
  test.setTimeout(240_000);
  await begin(tenant, sql);
  const [maple] = await sql<{ id: number }>(`SELECT id FROM resource WHERE name = 'Maple Room'`);
  const spaceId = maple?.id ?? 0;
  const { clientId } = await setUp(page, carrel);

  await test.step('the way is chosen, with its consequences and the lines for IT', async () => {
    await page.getByRole('radio', { name: 'Through the application itself' }).check();
    await page.getByRole('button', { name: 'Use this way' }).click();
    await expect(page.getByText(/through the application from now on/)).toBeVisible();
    await expect(page.getByText(`New-ServicePrincipal -AppId ${clientId}`)).toBeVisible();
    await expect(page.getByText('No application permission for calendars in Entra')).toBeVisible();
    await expectAccessible(page);
    await expectFitsPhone(page);
  });

  const look = async () => {
    await page.getByLabel(/Room's e-mail address/).fill(MAPLE);
    await page.getByRole('button', { name: 'Look at the room' }).click();
  };

  await test.step('before IT has allowed it, the page says so and what to wait for', async () => {
    await page.goto(`/admin/spaces/${spaceId}`);
    await look();
    await expect(page.getByText(/may not use the calendar maple@library.example yet/)).toBeVisible();
    await expect(page.getByText(/half an hour to two hours/)).toBeVisible();
    await expectAccessible(page);
  });

  await test.step('IT limits the application to rooms; a person’s mailbox stays out of reach', async () => {
    await tenant.call('POST', '/application-scopes', { clientId, mailboxes: 'rooms', via: 'rbac' });
    await page.getByLabel(/Room's e-mail address/).fill('librarian@library.example');
    await page.getByRole('button', { name: 'Look at the room' }).click();
    await expect(page.getByText(/may not use the calendar librarian@library.example yet/)).toBeVisible();
  });

  await test.step('looked at, then linked; nothing is linked unseen', async () => {
    await look();
    await expect(page.getByText(`What linking ${MAPLE} comes to`)).toBeVisible();
    await expectAccessible(page);
    await expectFitsPhone(page);
    expect(await sql('SELECT 1 FROM calendar_link')).toEqual([]);
    await page.getByRole('button', { name: 'Link space to room' }).click();
    await page.waitForURL(/done=linked/);
    await expect.poll(() => changeMode(sql, spaceId), { timeout: 60_000 }).toBe('webhook live');
    await page.reload();
    await expect(page.getByText('Microsoft tells Carrel at once')).toBeVisible();
    await expectAccessible(page);
  });

  const date = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10);
  await test.step('a booking is in the room’s calendar', async () => {
    await signIn(page, 'patron@library.example');
    await bookSpace(page, spaceId, date);
    await expect(stateOf(page)).toHaveText(/On the room's calendar/);
  });

  await test.step('a meeting made in Outlook closes time here within seconds, without anybody looking', async () => {
    const [before] = await sql<{ count: number }>('SELECT count(*)::int AS count FROM busy_block');
    await tenant.createEvent(MAPLE, {
      subject: 'Board',
      start: { dateTime: `${date}T22:00:00`, timeZone: 'UTC' },
      end: { dateTime: `${date}T22:30:00`, timeZone: 'UTC' },
    });
    await expect
      .poll(async () => (await sql<{ count: number }>('SELECT count(*)::int AS count FROM busy_block'))[0]?.count, {
        timeout: 15_000,
        intervals: [500],
      })
      .toBe((before?.count ?? 0) + 1);
  });

  await test.step('revoked with its events removed first: counted, delayed, and undone', async () => {
    await signIn(page, 'admin@library.example');
    await page.goto(`/admin/spaces/${spaceId}`);
    await page.getByText('Revoke…').click();
    await page.getByRole('switch', { name: /upcoming events out of Outlook first/ }).check();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Revoke', exact: true }).click();
    await page.waitForURL(/done=closing/);
    await expect(page.getByText(/1 upcoming event will be removed from/)).toBeVisible();
    await expectAccessible(page);
    await expectFitsPhone(page);
    await page.getByRole('button', { name: 'Undo: stay connected' }).click();
    await page.waitForURL(/done=undone/);
    await expect.poll(() => changeMode(sql, spaceId), { timeout: 60_000 }).toBe('webhook live');
    const deleted = (await tenant.log()).filter(({ operation }) => operation === 'event.delete');
    expect(deleted).toEqual([]);
  });
});

type Sql = <Row extends { state: string }>(text: string, values?: unknown[]) => Promise<Row[]>;

async function changeMode(sql: Sql, spaceId: number): Promise<string> {
  const rows = await sql<{ state: string }>(
    `SELECT change_mode || ' ' || state AS state FROM calendar_link WHERE resource_id = $1`,
    [spaceId],
  );
  return rows.map(({ state }) => state).join();
}
