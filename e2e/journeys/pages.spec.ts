import { begin, expectAccessible, expectFitsPhone, signIn, test } from '../fixtures';

/** Every page, as whoever it is for: without findings of axe, and without sideways overflow on a phone. */
const pages: [who: string | null, paths: string[]][] = [
  [
    null,
    ['/', '/spaces', '/appointments', '/appointments/ada-lindgren', '/my', '/sign-in', '/no-such-page', '/gallery'],
  ],
  ['patron@library.example', ['/my', '/my/data', '/spaces', '/admin/integrations']],
  [
    'librarian@library.example',
    ['/desk/today', '/desk/calendar', '/desk/conflicts', '/desk/series', '/desk/day', '/desk/bans'],
  ],
  [
    'admin@library.example',
    [
      ...['/admin/integrations', '/admin/spaces', '/admin/people', '/admin/conflicts', '/admin/catalogue'],
      ...[
        '/admin/catalogue/features',
        '/admin/catalogue/groups',
        '/admin/hours/location/1',
        '/admin/catalogue/categories/1',
        '/admin/rules',
      ],
      ...['/admin/mediators', '/admin/check-in', '/admin/privacy'],
    ],
  ],
];

for (const [who, paths] of pages)
  test(`pages of ${who ?? 'a guest'}`, async ({ page, tenant, sql }) => {
    await begin(tenant, sql);
    await page.context().clearCookies();
    if (who) await signIn(page, who);
    for (const path of paths) {
      await page.goto(path);
      await expectAccessible(page);
      await expectFitsPhone(page);
    }
  });
