import { bookSpace, connectMyOutlook, linkRoom, saveAndActivate, stateOf } from '../carrel-steps';
import { begin, carrel, expect, expectAccessible, expectFitsPhone, signIn, tenantAddress, test } from '../fixtures';
import { createMeeting, openWeek, registerApplication } from '../tenant-steps';

const picture = process.env.SCREENSHOTS;

/** The mission, lived through by somebody who follows nothing but the pages. */
test('a newcomer sets up, connects, books, and both calendars agree', async ({ page, tenant, sql }) => {
  test.setTimeout(240_000);
  await begin(tenant, sql);
  const shot = async (name: string) => {
    if (picture) await page.screenshot({ path: `docs/pictures/${name}.png` });
  };
  const [linden] = await sql<{ id: number }>(`SELECT id FROM resource WHERE name = 'Linden Room'`);
  const spaceId = linden?.id ?? 0;
  const date = await nextFreeDate(sql, spaceId);

  await test.step('1 register at Microsoft, with the redirect URL that Carrel shows', async () => {
    await signIn(page, 'admin@library.example');
    await page.goto('/admin/integrations');
    await expectAccessible(page);
    await expectFitsPhone(page);
    await shot('1-integrations');
    const redirect = `${carrel}/api/outlook/callback`;
    await expect(
      page
        .getByText(redirect)
        .or(page.locator(`input[value="${redirect}"]`))
        .first(),
    ).toBeVisible();
  });
  const registration = await registerApplication(page, `${carrel}/api/outlook/callback`);
  await shot('2-portal');

  await test.step('2 paste, save, activate', async () => {
    await saveAndActivate(page, registration);
    await shot('3-active');
    await expectAccessible(page);
    expect(await page.content()).not.toContain(registration.secret);
  });

  await test.step('3 connect one room', async () => {
    await page.goto(`/admin/spaces/${spaceId}`);
    await expectAccessible(page);
    await linkRoom(page, spaceId, 'linden@library.example');
    await expectAccessible(page);
    await expectFitsPhone(page);
    await shot('4-room-linked');
    await expect.poll(() => linkState(sql, spaceId)).toBe('live');
  });

  await test.step("3 connect a librarian's Outlook", async () => {
    await signIn(page, 'librarian@library.example');
    await connectMyOutlook(page, 'librarian@library.example', 'Ada Lindgren');
    await expectAccessible(page);
    await expectFitsPhone(page);
    await shot('5-librarian-connected');
  });

  await test.step('a patron books a space, and the event is in the room’s Outlook', async () => {
    await signIn(page, 'patron@library.example');
    await page.goto(`/spaces?date=${date}`);
    await expectAccessible(page);
    await shot('6-day');
    await bookSpace(page, spaceId, date);
    await expect(stateOf(page)).toHaveText(/On the room's calendar/);
    await expectAccessible(page);
    await expectFitsPhone(page);
    await shot('7-on-the-calendar');
    await openWeek(page, 'linden@library.example', date);
    await expect(page.getByRole('link', { name: /Linden Room/ }).first()).toBeVisible();
    await shot('8-outlook');
  });

  await test.step('the mail arrived, with its calendar file', async () => {
    await page.goto(`${tenantAddress}/outbox`);
    await expect(page.getByRole('link', { name: /^Booked: Linden Room/ }).first()).toBeVisible();
  });

  await test.step('a meeting made in Outlook closes the slot here', async () => {
    await createMeeting(page, 'linden@library.example', { title: 'Board', date, start: '15:00', end: '16:00' });
    await expect
      .poll(
        async () => {
          // Somebody who looks at a space makes its calendar be read within half a minute.
          await page.goto(`/spaces/${spaceId}?date=${date}`);
          return blockAt(sql, spaceId, `${date} 15:00`);
        },
        { timeout: 60_000, intervals: [1_000] },
      )
      .toBe(1);
    await page.goto(`/spaces/${spaceId}?date=${date}`);
    const starts = await page.getByLabel('Start').locator('option').allInnerTexts();
    expect(starts.some((start) => start.startsWith('2:00 PM'))).toBe(true);
    expect(starts.some((start) => start.startsWith('3:00 PM') || start.startsWith('3:30 PM'))).toBe(false);
  });

  await test.step('disconnected: the events remain, and nothing is asked any more', async () => {
    await signIn(page, 'admin@library.example');
    await page.goto('/admin/integrations');
    await page
      .getByRole('button', { name: 'Disconnect everything…' })
      .or(page.getByText('Disconnect everything…'))
      .first()
      .click();
    await page.getByLabel('Type the name of the library').fill('Library Example');
    await page.getByRole('button', { name: 'Disconnect everything', exact: true }).click();
    await page.waitForURL(/done=/);
    await shot('9-disconnected');
    const since = await tenant.lastSeq();
    await openWeek(page, 'linden@library.example', date);
    await expect(page.getByRole('link', { name: /Linden Room/ }).first()).toBeVisible();
    await expect(page.getByText('Board').first()).toBeVisible();
    // All that may still come is the farewell to a subscription.
    const asked = (await tenant.log(since)).filter(({ path }) => path.startsWith('/v1.0'));
    const graph = asked.filter(({ operation }) => operation !== 'subscription.delete');
    expect(graph).toEqual([]);
    const tokens = await sql(`SELECT 1 FROM sync_connection WHERE token_enc IS NOT NULL`);
    expect(tokens).toEqual([]);
  });
});

type Sql = <Row extends Record<string, unknown>>(text: string, values?: unknown[]) => Promise<Row[]>;

const linkState = async (sql: Sql, spaceId: number) =>
  (
    await sql<{ state: string }>(`SELECT state FROM calendar_link WHERE resource_id = $1 ORDER BY id DESC`, [spaceId])
  )[0]?.state;

const blockAt = async (sql: Sql, spaceId: number, wall: string) =>
  (
    await sql(
      `SELECT 1 FROM busy_block WHERE resource_id = $1 AND starts_at = ($2::timestamp AT TIME ZONE 'America/New_York')`,
      [spaceId, wall],
    )
  ).length;

/** Tomorrow, unless the library is closed then. */
async function nextFreeDate(sql: Sql, spaceId: number): Promise<string> {
  const [row] = await sql<{ date: string }>(
    `SELECT to_char((now() AT TIME ZONE 'America/New_York')::date + 1, 'YYYY-MM-DD') AS date FROM resource WHERE id = $1`,
    [spaceId],
  );
  return row?.date ?? '';
}
