import { begin, carrel, expect, expectAccessible, expectFitsPhone, signIn, test } from '../fixtures';

/** A patron asks for a room, a mediator says yes, the patron comes and types the code; the door shows all of it. */
test('a request is approved, its patron checks in by code, the door shows it', async ({
  page,
  tenant,
  sql,
  browser,
}) => {
  test.setTimeout(120_000);
  await begin(tenant, sql);
  // A room that is open around the clock, so that the story can be told at any hour.
  const [room] = await sql<{ id: number; categoryId: number; locationId: number }>(
    `SELECT resource.id, category.id AS "categoryId", category.location_id AS "locationId" FROM resource
     JOIN category ON category.id = resource.category_id WHERE resource.name = 'Cedar Room'`,
  );
  if (!room) throw new Error('the demo library has no Cedar Room');
  await sql(`DELETE FROM booking WHERE id IN (SELECT booking_id FROM booking_item WHERE resource_id = $1)`, [room.id]);
  await sql(`DELETE FROM mediator`);
  await sql(`UPDATE category SET mediation = true, min_notice_minutes = 0 WHERE id = $1`, [room.categoryId]);
  await sql(`UPDATE location SET check_in_before = 240, check_in_after = 240 WHERE id = $1`, [room.locationId]);
  const [schedule] = await sql<{ id: number }>(`INSERT INTO hours_schedule (resource_id) VALUES ($1) RETURNING id`, [
    room.id,
  ]);
  await sql(
    `INSERT INTO hours_span (schedule_id, weekday, opens_minute, closes_minute)
     SELECT $1, day, 0, 1440 FROM generate_series(1, 7) AS day`,
    [schedule?.id],
  );
  await sql(`DELETE FROM hours_exception WHERE location_id = $1`, [room.locationId]);

  await test.step('requests would wait for nobody, and an admin names a mediator', async () => {
    await signIn(page, 'admin@library.example');
    await page.goto('/admin/mediators');
    await expect(page.getByText('Requests would wait for nobody')).toBeVisible();
    await expectAccessible(page);
    await expectFitsPhone(page);
    const place = page.getByRole('region', { name: 'For Meeting rooms' });
    await place.getByText('Choose who decides').click();
    await place.getByLabel('Ada Lindgren').check();
    await place.getByRole('button', { name: 'Save' }).click();
    await page.waitForURL(/done=saved/);
    await expect(page.getByText('Requests would wait for nobody')).toHaveCount(0);
    await page.goto('/admin/check-in');
    await expectAccessible(page);
    await expectFitsPhone(page);
  });

  let link = '';
  await test.step('a patron asks', async () => {
    await signIn(page, 'patron@library.example');
    await page.goto(`/spaces/${room.id}`);
    await page.getByRole('button', { name: 'Book it' }).click();
    await page.waitForURL(/\/bookings\//);
    link = page.url();
    await expect(page.locator('p[role=status][data-state=waiting]')).toBeVisible();
  });

  await test.step('the mediator approves, with a word to the patron', async () => {
    await signIn(page, 'librarian@library.example');
    await page.goto('/desk/requests');
    await expectAccessible(page);
    await expectFitsPhone(page);
    await page.getByLabel('What the patron should know').fill('The projector is in the cupboard.');
    await page.getByRole('button', { name: 'Approve' }).click();
    await page.waitForURL(/done=confirmed/);
    await expect(page.getByText('No request waits')).toBeVisible();
  });

  const publicId = new URL(link).pathname.split('/')[2];
  await sql(
    `UPDATE booking_item SET starts_at = date_trunc('minute', now()) - interval '1 minute',
       ends_at = date_trunc('minute', now()) + interval '59 minutes'
     WHERE booking_id = (SELECT id FROM booking WHERE public_id = $1)`,
    [publicId],
  );
  await sql(
    `UPDATE occupancy SET starts_at = item.starts_at, ends_at = item.ends_at FROM booking_item item
     WHERE item.booking_id = occupancy.booking_id AND NOT occupancy.pad
       AND item.booking_id = (SELECT id FROM booking WHERE public_id = $1)`,
    [publicId],
  );

  const wall = await browser.newContext({ viewport: { width: 1024, height: 600 } });
  const tablet = await wall.newPage();
  await test.step('the door says that somebody is awaited', async () => {
    await tablet.goto(`${carrel}/door/${room.id}`);
    await expect(tablet.getByRole('status')).toContainText('Taken');
    await expect(tablet.getByRole('img', { name: /\/r\?space=/ })).toBeVisible();
    await expectAccessible(tablet);
    await expectFitsPhone(tablet);
  });

  await test.step('the patron types the code at the door', async () => {
    await page.context().clearCookies({ name: 'carrel-session' });
    await page.goto(link);
    await expect(page.getByText('The projector is in the cupboard.')).toBeVisible();
    const code = (await page.locator('#check-in code').textContent()) ?? '';
    expect(code).toMatch(/^[2-9B-Y]{3}$/);
    await page.goto(`/r?space=${room.id}`);
    await expectAccessible(page);
    await expectFitsPhone(page);
    await page.getByLabel('Your code').fill(`${code[0]}-${code.slice(1).toLowerCase()}`);
    await page.getByRole('button', { name: 'Check in' }).click();
    await expect(page.getByText(/You are checked in: Cedar Room/)).toBeVisible();
  });

  await test.step('the door goes on without a connection, and comes back by itself', async () => {
    await wall.setOffline(true);
    await expect(tablet.getByText(/no connection/)).toBeVisible();
    await expect(tablet.getByRole('status')).toContainText('Taken');
    await wall.setOffline(false);
    await expect(tablet.getByText(/no connection/)).toHaveCount(0);
    await expect(tablet.getByRole('img', { name: /\/r\?space=/ })).toHaveCount(0);
  });

  await test.step('leaving early, the patron frees the room', async () => {
    await page.getByRole('button', { name: 'Check out' }).click();
    await expect(page.getByText(/You are checked out, and Cedar Room is free/)).toBeVisible();
  });
  await wall.close();
  await sql(`DELETE FROM hours_schedule WHERE id = $1`, [schedule?.id]);
  await sql(`UPDATE category SET mediation = false WHERE id = $1`, [room.categoryId]);
  await sql(`UPDATE location SET check_in_before = NULL, check_in_after = 15 WHERE id = $1`, [room.locationId]);
});
