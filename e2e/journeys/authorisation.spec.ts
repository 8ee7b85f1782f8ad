import { formOf, send } from '../authorisation/act-as';
import { ask } from '../authorisation/ask';
import { type Answers, type Asker, askersOf, EVERYBODY, WHO } from '../authorisation/askers';
import { BEHIND_THE_COUNTER } from '../authorisation/behind-the-counter';
import { IN_FRONT } from '../authorisation/in-front';
import { everybody, jarOf, type Session } from '../authorisation/sessions';
import { makeAccount, makeThings, PATRON, removeThings, type Things } from '../authorisation/things';
import { begin, carrel, expect, expectAccessible, signIn, test } from '../fixtures';

// Accounts and things are made by the first and asked about by the others.
test.describe.configure({ mode: 'serial' });
let things: Things;
let sessions: Record<Asker, Session>;
test.afterAll(({ sql }) => removeThings(sql));

/** Of the booking that is asked about. */
const STRANGERS: readonly Asker[] = ['guest', 'program', 'otherPatron', 'staffElsewhere', 'managerElsewhere'];
const PRIVATE = [PATRON.name, PATRON.email, PATRON.note];

function expectedOf({ may, yes, guest, no, managerElsewhere = no }: Answers, who: Asker): number | 'sign-in' {
  if ((WHO[may] as readonly Asker[]).includes(who)) return yes;
  if (who === 'guest' || who === 'program') return guest;
  return who === 'managerElsewhere' ? managerElsewhere : no;
}

test('every address answers everybody as the tables say, and tells no stranger whose booking it is', async ({
  tenant,
  sql,
}) => {
  // A thousand requests: on a machine that does much else they take their time.
  test.slow();
  await begin(tenant, sql);
  things = await makeThings(sql);
  sessions = await everybody(sql, things);
  const wrong: string[] = [];
  const asked = Object.entries({ ...BEHIND_THE_COUNTER, ...IN_FRONT }).flatMap(([line, answers]) =>
    askersOf(line, answers).map((who) => ({ line, who, expected: expectedOf(answers, who) })),
  );
  const next = asked.values();
  const one = async () => {
    for (const { line, who, expected } of next) {
      const { status, location, text } = await ask(line, sessions[who], things);
      const isToSignIn = status === 307 && new URL(location, carrel).pathname === '/sign-in';
      const said = isToSignIn ? 'sign-in' : status;
      if (said !== expected) wrong.push(`${line} as ${who}: ${said}, not ${expected}`);
      const told = STRANGERS.includes(who) ? PRIVATE.filter((words) => text.includes(words)) : [];
      if (told.length > 0) wrong.push(`${line} tells ${who}: ${told}`);
    }
  };
  await Promise.all(Array.from({ length: 6 }, one));
  expect(wrong.sort()).toEqual([]);
  // Whoever asked for the hold of somebody else to go: it is still there.
  expect(await sql(`SELECT status FROM booking WHERE public_id = 'jrnyhold'`)).toEqual([{ status: 'hold' }]);
});

test('an action that is sent by whom it is not for, or by another site, does nothing', async ({ sql }) => {
  await makeAccount(sql, 'read_only', 'olive@journey.example', things.location);
  await sql(`DELETE FROM zone WHERE name = 'Journey floor'`);
  const [olive] = await sql<{ id: number }>(`SELECT id FROM person WHERE email = 'olive@journey.example'`);
  const deeds: { path: string; marked: string; by: Asker; fields: [string, string][]; may: Asker[]; seen: string }[] = [
    {
      ...{ path: '/desk/bookings/jrnybook', marked: 'name="staffNote"', by: 'staff', fields: [['staffNote', 'Seen']] },
      ...{ may: ['staff', 'manager', 'admin'], seen: `SELECT staff_note FROM booking WHERE public_id = 'jrnybook'` },
    },
    {
      ...{ path: `/admin/people/${olive?.id}`, marked: 'id="role-admin"', by: 'admin', may: ['admin'] },
      ...{
        fields: [
          ['name', 'Olive'],
          ['role', 'admin'],
        ],
        seen: `SELECT role FROM person WHERE id = ${olive?.id}`,
      },
    },
    {
      ...{ path: `/admin/catalogue/locations/${things.location}`, marked: 'id="zone-new-name"', by: 'manager' },
      ...{ fields: [['name', 'Journey floor']], may: ['manager', 'admin'] },
      seen: `SELECT count(*) FROM zone WHERE name = 'Journey floor'`,
    },
    {
      ...{ path: '/bookings/jrnybook', marked: 'id="cancel"', by: 'patron', fields: [] },
      ...{
        may: ['patron', 'staff', 'manager', 'admin'],
        seen: `SELECT status FROM booking WHERE public_id = 'jrnybook'`,
      },
    },
  ];
  for (const { path, marked, by, fields, may, seen } of deeds) {
    const form = [...(await formOf(path, marked, sessions[by])), ...fields];
    const before = await sql(seen);
    for (const who of EVERYBODY.filter((one) => !may.includes(one))) {
      await send(path, form, sessions[who]);
      expect([path, who, await sql(seen)]).toEqual([path, who, before]);
    }
    await send(path, form, sessions[by], 'https://evil.example');
    expect([path, 'another site', await sql(seen)]).toEqual([path, 'another site', before]);
    await send(path, form, sessions[by]);
    expect([path, await sql(seen)]).not.toEqual([path, before]);
  }
});

test('nobody is signed in from outside, sent elsewhere, or kept by an old cookie', async ({ sql }) => {
  // Without the token of a form of ours, as a page of another site would send it.
  const email = 'staff@journey.example';
  const evil = 'https://evil.example/';
  const forced = jarOf();
  await forced.post('callback/password', { email, password: 'carrel-demo' });
  expect(forced.session()).toBeUndefined();

  const jar = jarOf({ 'carrel-session': 'given-before' });
  const answer = await jar.signIn(email, { callbackUrl: evil });
  expect(new URL(answer.url).origin).toBe(carrel);
  expect(jar.session()).not.toBe('given-before');
  const page = await fetch(`${carrel}/sign-in?to=${encodeURIComponent(evil)}`);
  expect(await page.text()).not.toMatch(/name="to" value="https:/);
  const led = await fetch(`${carrel}/api/auth/signin?callbackUrl=${encodeURIComponent(evil)}`, { redirect: 'manual' });
  expect(new URL(led.headers.get('location') ?? '', carrel).origin).toBe(carrel);
  expect(decodeURIComponent(led.headers.getSetCookie().join())).not.toContain('evil.example');

  const cookie = { cookie: `carrel-session=${jar.session()}` };
  const opens = async () => (await fetch(`${carrel}/my/data/bookings.ics`, { headers: cookie })).status;
  expect(await opens()).toBe(200);
  await jar.post('signout', { csrfToken: await jar.csrf() });
  expect(await opens()).toBe(401);
  // A role that is taken away is gone with the next page, and an account that is closed with it.
  const desk = async () => (await fetch(`${carrel}/desk/feed`, { headers: sessions.staff, redirect: 'manual' })).status;
  expect(await desk()).toBe(200);
  await sql(`UPDATE person SET role = 'patron' WHERE email = $1`, [email]);
  expect(await desk()).toBe(403);
  await sql('UPDATE person SET disabled_at = now() WHERE email = $1', [email]);
  expect(await desk()).toBe(307);
  await sql('UPDATE person SET disabled_at = NULL WHERE email = $1', [email]);

  const release = (headers: Record<string, string>) =>
    fetch(`${carrel}/api/holds/release`, { method: 'POST', body: 'jrnyhold', headers });
  expect((await release({ origin: 'https://evil.example' })).status).toBe(403);
});

test('a page that is not for one says so, on a phone too', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 700 });
  await signIn(page, 'manager@journey.example');
  await page.goto('/admin/people');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This page is not for your account');
  await expectAccessible(page);
});

test('somebody is invited, accepts by the mail, and is signed out by an admin', async ({
  page,
  browser,
  tenant,
  sql,
}) => {
  await begin(tenant, sql);
  await sql(`DELETE FROM person WHERE email = 'cem@journey.example'`);
  await page.setViewportSize({ width: 320, height: 700 });
  await signIn(page, 'admin@library.example');
  await page.goto('/admin/people');
  await expectAccessible(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  await page.getByRole('link', { name: 'Invite somebody' }).press('Enter');
  await page.waitForURL(/invite/);
  await page.getByLabel('Email', { exact: true }).fill('cem@journey.example');
  await page.getByRole('radio', { name: /^Location manager/ }).check();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Send invitation' }).press('Enter');
  await expect(page.getByText('The invitation is on its way.')).toBeVisible();

  const [mail] = (await tenant.mails('cem@journey.example')).mails.slice(-1);
  const link = mail?.links?.find((one) => one.includes('/sign-in/invitation')) ?? '';
  const other = await (await browser.newContext()).newPage();
  await other.goto(link);
  await expectAccessible(other);
  await other.getByLabel('Name').fill('Cem Yıldız');
  await other.getByLabel('Password').fill('a long enough password');
  await other.getByRole('button', { name: 'Accept' }).press('Enter');
  await other.waitForURL(/\/desk\/today/);
  await other.goto(link);
  await expect(other.getByText('This invitation was used')).toBeVisible();

  await page.goto('/admin/people');
  await page.getByRole('link', { name: 'Cem Yıldız' }).click();
  await expect(page.getByText(/By invitation/)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Sign out everywhere' }).press('Enter');
  await expect(page.getByText('Not signed in anywhere.')).toBeVisible();
  await other.goto('/desk/today');
  await expect(other).toHaveURL(/\/sign-in/);
  await other.close();

  await page.goto('/admin/audit');
  await expect(page.getByText('Person: signed out').first()).toBeVisible();
  await expectAccessible(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
});
