import { connectMyOutlook, linkRoom, setUp } from '../carrel-steps';
import { begin, carrel, expect, expectAccessible, expectFitsPhone, signIn, test } from '../fixtures';

const ROOM = 'maple@library.example';
const REFUSED = { status: 403, body: { error: { code: 'ErrorAccessDenied' } } };

/** A room's rights are withdrawn: that is said, with what to do; and an admin ends one person's Outlook. */
test('a room that Microsoft refuses says why and is tried again; an admin ends one staff calendar', async ({
  page,
  tenant,
  sql,
}, info) => {
  test.setTimeout(240_000);
  await begin(tenant, sql);
  const [maple] = await sql<{ id: number }>(`SELECT id FROM resource WHERE name = 'Maple Room'`);
  const spaceId = maple?.id ?? 0;
  await setUp(page, carrel);
  await linkRoom(page, spaceId, ROOM);
  const state = async () =>
    (await sql<{ state: string }>(`SELECT state FROM calendar_link WHERE mailbox_address = '${ROOM}'`))[0]?.state;
  await expect.poll(state, { timeout: 30_000 }).toBe('live');

  const shot = async (name: string) => {
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.screenshot({ path: info.outputPath(`${name}.png`), fullPage: true });
    await page.setViewportSize({ width: 320, height: 700 });
    await page.screenshot({ path: info.outputPath(`${name}-phone.png`), fullPage: true });
    await expectFitsPhone(page);
    await page.setViewportSize({ width: 1280, height: 900 });
    await expectAccessible(page);
  };

  await test.step('the rights are withdrawn', async () => {
    await tenant.call('POST', '/faults', { where: { mailbox: ROOM }, effect: REFUSED, times: 1_000 });
    // Its next reading is now, also if one was just ending.
    const soon = async () => {
      await sql(`UPDATE calendar_link SET next_pull_at = now() WHERE state <> 'paused'`);
      return state();
    };
    await expect.poll(soon, { timeout: 60_000 }).toBe('paused');
    await page.goto(`/admin/spaces/${spaceId}`);
    await expect(page.getByText('Microsoft refuses this calendar')).toBeVisible();
    await shot('stopped');
    await page.goto('/admin/spaces');
    await expect(page.locator('[data-agreement=needs_person]')).toHaveCount(1);
  });

  await test.step('given back, and tried again', async () => {
    await tenant.call('DELETE', '/faults');
    await page.goto(`/admin/spaces/${spaceId}`);
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.waitForURL(/done=tried/);
    await expect.poll(state, { timeout: 30_000 }).toBe('live');
  });

  await test.step('one person’s Outlook is ended by an admin', async () => {
    await signIn(page, 'grace.muthoni@library.example');
    await connectMyOutlook(page, 'grace.muthoni@library.example', 'Grace Muthoni');
    await page.getByText('Disconnect my Outlook…').first().click();
    await shot('mine');
    await signIn(page, 'admin@library.example');
    await page.goto('/admin/integrations');
    await page.getByText('Disconnect Grace Muthoni…').first().click();
    await shot('staff');
    await page.locator('#staff').getByRole('button', { name: 'Disconnect', exact: true }).click();
    await page.waitForURL(/done=staffEnded/);
    await expect(page.locator('#staff')).toHaveCount(0);
  });
});
