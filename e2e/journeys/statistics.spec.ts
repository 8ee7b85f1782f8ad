import fs from 'node:fs';
import { readCsv } from '@/lib/csv';
import { begin, expect, expectAccessible, expectFitsPhone, signIn, test } from '../fixtures';

/** An admin looks at how spaces were used, with the keyboard alone, and takes a table along. */
test('how spaces were used is seen, filtered and taken along as a file', async ({ page, tenant, sql }) => {
  await begin(tenant, sql);
  await signIn(page, 'admin@library.example');

  await test.step('at a glance, beside the days before, and hour by hour', async () => {
    await page.goto('/admin/audit');
    await page.getByRole('link', { name: 'Statistics', exact: true }).press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: 'Statistics' })).toBeVisible();
    await expect(page.getByText(/^84 days, from /)).toBeVisible();
    await expect(page.getByText(/% more than in the 84 days before$/).first()).toBeVisible();
    await expect(
      page.getByRole('table', { name: 'Hours of the week' }).getByRole('columnheader', { name: 'Mon' }),
    ).toBeVisible();
    await expectAccessible(page);
    await expectFitsPhone(page);
  });

  await test.step('a wrong date is said at its field', async () => {
    await page.getByLabel('First day').fill('2026-02-02');
    await page.getByLabel('Last day').fill('2026-02-01');
    await page.getByLabel('Last day').press('Enter');
    await expect(page.getByRole('alert').filter({ hasText: 'Last day' })).toBeFocused();
    await expect(page.getByLabel('Last day')).toHaveAccessibleDescription(/The end must come after the start/);
    await expect(page.getByRole('heading', { name: 'At a glance' })).toHaveCount(0);
    await expectAccessible(page);
  });

  await test.step('one location in four weeks', async () => {
    const [dates] = await sql<{ from: string; to: string; location: number; name: string }>(
      `SELECT to_char(at - interval '28 days', 'YYYY-MM-DD') AS from, to_char(at - interval '1 day', 'YYYY-MM-DD') AS to,
         location.id AS location, location.name
       FROM (SELECT now() AT TIME ZONE 'America/New_York' AS at) clock, location ORDER BY position LIMIT 1`,
    );
    if (!dates) throw new Error('the demo has no location');
    await page.getByLabel('First day').fill(dates.from);
    await page.getByLabel('Last day').fill(dates.to);
    await page.getByLabel('Location').selectOption(dates.name);
    await page.getByRole('button', { name: 'Show' }).press('Enter');
    await page.waitForURL((url) => url.searchParams.get('location') === String(dates.location));
    await expect(page.getByText(/^28 days, from /)).toBeVisible();
    await expect(page.getByRole('figure').filter({ hasText: 'The most was booked in the day from' })).toBeVisible();
  });

  await test.step('the same numbers as a file', async () => {
    const shown = page.getByRole('table', { name: 'By space' }).getByRole('row').nth(1);
    const [name, ...cells] = [
      await shown.getByRole('rowheader').innerText(),
      ...(await shown.getByRole('cell').allInnerTexts()),
    ];
    const downloaded = page.waitForEvent('download');
    await page.getByRole('link', { name: 'By space as a CSV file' }).press('Enter');
    const file = await downloaded;
    expect(file.suggestedFilename()).toBe('spaces.csv');
    const read = readCsv(fs.readFileSync(await file.path(), 'utf8'));
    if (!('rows' in read)) throw new Error('the file is none');
    const [head, ...lines] = read.rows.map((row) => row.cells);
    const line = lines.find((one) => name?.startsWith(one[head?.indexOf('space') ?? -1] ?? '-'));
    expect(line?.[head?.indexOf('bookings') ?? -1]).toBe(cells.at(-1)?.replaceAll(',', ''));
    expect(new Set(lines.map(([location]) => location)).size).toBe(1);
  });

  await test.step('the numbers of a drawing open by keyboard; the way to other pages keeps the dates', async () => {
    await page.locator('summary', { hasText: 'The same as numbers' }).focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('table', { name: 'Hours booked, day by day.' }).getByRole('row')).toHaveCount(29);
    await page.getByRole('link', { name: 'Unmet demand' }).press('Enter');
    await page.waitForURL(/statistics\/demand\?from=/);
    await page.goto('/admin/statistics?from=2020-01-01&to=2020-01-31');
    await expect(page.getByText('Nothing was booked in this time')).toBeVisible();
  });
});
