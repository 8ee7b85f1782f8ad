import type { FrameLocator, Locator, Page } from '@playwright/test';
import { begin, carrel, expect, expectAccessible, expectFitsPhone, signIn, test } from '../fixtures';
import { type ForeignSite, foreignSite } from '../foreign-site';

const GUEST = 'framed@example.org';
const AT_A_PLACE = 'at.a.place@example.org';

/** By the Tab key alone, as far as it takes; the keys go through the frame as they would by hand. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < 150; presses += 1) {
    const isThere = (element: Element) => element === document.activeElement;
    if (await target.evaluate(isThere, undefined, { timeout: 5_000 })) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`the Tab key does not reach ${target}`);
}

const heightOf = (frame: Locator) => frame.evaluate((element) => element.getBoundingClientRect().height);
const contentOf = (frame: FrameLocator) =>
  frame.locator('body').evaluate((body) => body.getBoundingClientRect().height);

/** The frame is as high as what it shows: nothing scrolls inside it. */
const expectFits = (page: Page) =>
  expect
    .poll(async () => {
      const content = await contentOf(page.frameLocator('iframe').first());
      return Math.abs((await heightOf(page.locator('iframe').first())) - content);
    })
    .toBeLessThanOrEqual(1);

test('a site that is listed shows booking in a frame, without cookies; another one keeps the link', async ({
  page,
  browser,
  tenant,
  sql,
}) => {
  await begin(tenant, sql);
  await sql(`UPDATE library SET embed_origins = '{}'`);
  const sites: ForeignSite[] = [];
  const snippets = { script: '', csp: '' };

  await test.step('an admin makes a widget', async () => {
    await signIn(page, 'admin@library.example');
    await page.goto('/admin/embeds?what=group+research-help');
    const preview = page.frameLocator('iframe');
    await expect(preview.getByRole('heading', { name: 'Research help', level: 1 })).toBeVisible();
    // Whoever is signed in outside is nobody inside.
    await expect(preview.getByRole('button', { name: 'Sign out' })).toHaveCount(0);
    for (const part of ['script', 'csp'] as const) {
      const heading = page.getByRole('heading', {
        name: part === 'csp' ? 'Content-Security-Policy' : 'Script',
        exact: true,
      });
      snippets[part] = await page.locator('div:has(> div > h3)').filter({ has: heading }).locator('pre').innerText();
    }
    // What stands in the preview is looked at where it will stand.
    await expectAccessible(page, { except: 'iframe' });
    await expectFitsPhone(page);
  });

  const late = `<div class="carrel-widget" data-person="ada-lindgren"><a href="${carrel}/appointments/ada-lindgren">Ada</a></div>`;
  sites.push(await foreignSite('127.0.0.1', snippets.csp, snippets.script));
  sites.push(await foreignSite('localhost', snippets.csp, snippets.script));
  sites.push(await foreignSite('127.0.0.1', snippets.csp, snippets.script));
  const [listed, sameSite, unlisted] = sites as [ForeignSite, ForeignSite, ForeignSite];

  await test.step('and lets two sites show it, by keyboard, after a mistake', async () => {
    const field = page.getByLabel('Address of the site');
    await field.fill('http://www.library.example');
    await field.press('Enter');
    await expect(field).toHaveAttribute('aria-invalid', 'true');
    await expect(page.getByText('The site must use https.').first()).toBeVisible();
    for (const { origin } of [listed, sameSite]) {
      await field.fill(origin);
      await field.press('Enter');
      await expect(page.getByRole('button', { name: `Remove ${origin}` })).toBeVisible();
    }
    expect(await sql('SELECT embed_origins FROM library')).toEqual([
      { embed_origins: [listed.origin, sameSite.origin] },
    ]);
  });

  const { launchOptions, locale, timezoneId } = test.info().project.use;
  const here = { locale, timezoneId };
  // No cookies of third parties at all, as browsers have it now or soon.
  const strict = await browser.browserType().launch({
    ...launchOptions,
    args: [...(launchOptions?.args ?? []), '--test-third-party-cookie-phaseout'],
  });
  const visitor = await strict.newContext({ ...here, viewport: { width: 1000, height: 800 } });
  const there = await visitor.newPage();
  const complaints: string[] = [];
  there.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  const frame = there.frameLocator('iframe').first();

  await test.step('a visitor of that site books in the frame, by keyboard', async () => {
    await there.goto(listed.origin);
    await expect(frame.getByRole('heading', { name: 'Research help', level: 1 })).toBeVisible();
    await expectFits(there);
    await expect(there.locator('.carrel-widget > a')).toBeHidden();
    expect(await there.evaluate(() => document.activeElement?.tagName)).toBe('BODY');
    await expectAccessible(there);
    await expectFitsPhone(there);

    await tabTo(there, frame.getByRole('link', { name: /^\d+:\d\d [AP]M/ }).first());
    const tall = await heightOf(there.locator('iframe'));
    await there.keyboard.press('Enter');
    const where = frame.getByRole('navigation', { name: 'Where would you like to meet?' }).getByRole('link').first();
    const name = frame.getByLabel('Name', { exact: true });
    await expect(name.or(where)).toBeVisible();
    if (await where.isVisible()) await where.press('Enter');
    await expect(name).toBeVisible();
    await expectFits(there);
    expect(await heightOf(there.locator('iframe'))).toBeLessThan(tall);
    expect(await there.locator('iframe').evaluate((element) => element.getBoundingClientRect().top)).toBeGreaterThan(
      -1,
    );

    await tabTo(there, frame.getByRole('button', { name: 'Book the appointment' }));
    await there.keyboard.press('Enter');
    await expect(frame.getByRole('link', { name: /^Name: / })).toBeVisible();
    await expectFits(there);
    await expectAccessible(there);
    await tabTo(there, name);
    await there.keyboard.type('Fred Framed');
    await tabTo(there, frame.getByLabel('E-mail'));
    await there.keyboard.type(GUEST);
    await there.keyboard.press('Enter');
    await expect(frame.locator('[data-state]')).toContainText(/Booked|calendar|confirmed|follow the link/i);
    await expectFits(there);
    await expectAccessible(there);
    await expectFitsPhone(there);
  });

  await test.step('no cookie was left, nothing was refused, and what came of it opens by itself', async () => {
    expect(await visitor.cookies()).toEqual([]);
    expect(complaints).toEqual([]);
    const [{ id } = { id: '' }] = await sql<{ id: string }>(
      'SELECT public_id AS id FROM booking WHERE patron_email = $1 AND person_id IS NULL ORDER BY booking.id DESC LIMIT 1',
      [GUEST],
    );
    await expect(frame.getByText(id, { exact: true })).toBeVisible();
    const opened = visitor.waitForEvent('page');
    await tabTo(there, frame.getByRole('link', { name: /See, change or cancel it/ }));
    await there.keyboard.press('Enter');
    const own = await opened;
    await expect(own.getByText('Cancel this booking')).toBeVisible();
    expect(new URL(own.url()).pathname).toBe(`/bookings/${id}`);
    await own.close();
  });

  await test.step('a widget that comes later is found too, in the look it asks for', async () => {
    await there.evaluate(
      (html) => {
        document.querySelector('main')?.insertAdjacentHTML('beforeend', html);
      },
      late.replace('data-person', 'data-theme="dark" data-accent="aa0033" data-lang="es" data-compact data-person'),
    );
    const second = there.frameLocator('iframe').nth(1);
    await there.locator('iframe').nth(1).scrollIntoViewIfNeeded();
    await expect(second.getByRole('heading', { name: 'Ada Lindgren', level: 1 })).toBeVisible();
    await expect(second.getByRole('heading', { name: 'Elija una hora' })).toBeVisible();
    expect(await second.locator('html').evaluate((html) => getComputedStyle(html).colorScheme)).toBe('dark');
    // Compact: the title is there for those who listen, and takes no room.
    expect((await second.locator('header').boundingBox())?.height).toBeLessThanOrEqual(1);
  });

  await test.step('everybody at a place, in a frame of its own: a time with any of them is booked there', async () => {
    const [place] = await sql<{ id: number }>(`SELECT id FROM location WHERE name = 'Riverside Branch'`);
    await there.evaluate((id) => {
      const box = `<div class="carrel-widget" data-location="${id}"><a href="#">Riverside</a></div>`;
      document.querySelector('main')?.insertAdjacentHTML('afterbegin', box);
    }, place?.id);
    await expect(there.locator(`iframe[src*="/embed/locations/${place?.id}?"]`)).toBeVisible();
    const branch = there.frameLocator('iframe[src*="/embed/locations/"]');
    await expect(branch.getByRole('heading', { name: 'Appointments at Riverside Branch', level: 1 })).toBeVisible();
    await expectAccessible(there);
    await expectFitsPhone(there);
    await branch
      .getByRole('link', { name: /^\d+:\d\d [AP]M/ })
      .last()
      .press('Enter');
    const where = branch.getByRole('navigation', { name: 'Where would you like to meet?' }).getByRole('link').first();
    const name = branch.getByLabel('Name', { exact: true });
    await expect(name.or(where)).toBeVisible();
    if (await where.isVisible()) await where.press('Enter');
    await name.fill('Pia Placed');
    // Whose time comes last depends on what is booked and open: some there ask about their machines, others nothing.
    const machine = branch.getByLabel('Which machine?');
    if (await machine.isVisible()) {
      await machine.selectOption({ index: 1 });
      await branch.getByLabel('I have read the safety rules').press('Space');
    }
    await branch.getByLabel('E-mail').fill(AT_A_PLACE);
    await branch.getByLabel('E-mail').press('Enter');
    await expect(branch.locator('[data-state]')).toContainText(/Booked|calendar|confirmed|follow the link/i);
    expect(await visitor.cookies()).toEqual([]);
    expect(
      await sql(
        `SELECT DISTINCT location_id AS id FROM booking JOIN booking_item ON booking_id = booking.id
         JOIN resource ON resource.id = resource_id JOIN category ON category.id = category_id WHERE patron_email = $1`,
        [AT_A_PLACE],
      ),
    ).toEqual([place]);
  });
  await strict.close();

  await test.step('where cookies do come along, the frame knows nobody all the same', async () => {
    await page.goto(sameSite.origin);
    const known = page.frameLocator('iframe');
    await known
      .getByRole('link', { name: /^\d+:\d\d [AP]M/ })
      .first()
      .click();
    await expect(known.getByRole('heading', { name: 'Book an appointment' })).toBeVisible();
    await expect(known.getByText('admin@library.example')).toHaveCount(0);
    expect((await page.context().cookies(carrel)).map(({ name }) => name)).toContain('carrel-session');
  });

  await test.step('a site that is not listed, and a page without scripts, keep the link', async () => {
    const elsewhere = await browser.newPage();
    await elsewhere.goto(unlisted.origin);
    await expect(elsewhere.locator('iframe')).toBeAttached();
    await elsewhere.waitForFunction(() => document.readyState === 'complete');
    await expect(elsewhere.getByRole('link', { name: 'Book an appointment: Research help' })).toBeVisible();
    expect(elsewhere.frames().every((one) => one === elsewhere.mainFrame() || !one.url().startsWith(carrel))).toBe(
      true,
    );
    await elsewhere.close();

    const plain = await browser.newContext({ javaScriptEnabled: false });
    const still = await plain.newPage();
    await still.goto(listed.origin);
    await expect(still.locator('iframe')).toHaveCount(0);
    await still.getByRole('link', { name: 'Book an appointment: Research help' }).click();
    await expect(still.getByRole('heading', { name: 'Research help', level: 1 })).toBeVisible();
    await plain.close();
  });

  await Promise.all(sites.map(({ stop }) => stop()));
  await sql(`UPDATE library SET embed_origins = '{}'`);
  await sql('DELETE FROM booking WHERE patron_email = ANY($1)', [[GUEST, AT_A_PLACE]]);
});
