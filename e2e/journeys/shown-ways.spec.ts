import { carrel, expect, PASSWORD, test } from '../fixtures';
import { waysThatRefuse } from '../shown-ways';

test('nobody is shown a way that says no, nor, who only looks, anything to send', async ({ playwright, sql }) => {
  const [here] = await sql<{ id: number }>('SELECT min(id) AS id FROM location');
  const walk = async (role: string, starts: string[], more = {}) => {
    const email = `${role}.walks@journey.example`;
    await sql(
      `INSERT INTO person (name, email, role, password_hash) SELECT $1, $1, $2::role, password_hash FROM person
       WHERE email = 'admin@library.example' ON CONFLICT (email) DO NOTHING`,
      [email, role],
    );
    await sql('INSERT INTO person_location SELECT id, $2 FROM person WHERE email = $1 ON CONFLICT DO NOTHING', [
      email,
      here?.id,
    ]);
    const asker = await playwright.request.newContext({ baseURL: carrel });
    const { csrfToken } = await (await asker.get('/api/auth/csrf')).json();
    await asker.post('/api/auth/callback/password', { form: { email, password: PASSWORD, csrfToken, json: 'true' } });
    return waysThatRefuse(asker, starts, more);
  };
  const reader = await walk('read_only', ['/desk/today'], { forms: false });
  expect(reader.wrong).toEqual([]);
  expect(reader.pages).toBeGreaterThan(6);
  const manager = await walk('manager', ['/admin/catalogue', '/desk/today']);
  expect(manager.wrong).toEqual([]);
  expect(manager.pages).toBeGreaterThan(30);
});
