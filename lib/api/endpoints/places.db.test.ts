import { beforeAll, describe, expect, test } from 'vitest';
import { db } from '@/lib/db/client';
import { countQueries } from '@/lib/db/count-queries.test-data';
import { linkToCalendar, moment } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { apiClient, askApi } from '../ask-api.test-data';
import { type ReadLibrary, readLibrary } from '../read-library.test-data';

testDatabase();

let library: ReadLibrary;
let token: string;
const now = moment('2026-11-20', '10:10');
const ask = async (path: string) => askApi('GET', path, { token, now });
const told = async (path: string) => {
  const answer = await ask(path);
  expect(answer.status, answer.text).toBe(200);
  return answer.json;
};

beforeAll(async () => {
  library = await readLibrary();
  ({ token } = await apiClient(['sp_r'], { now }));
});

describe('locations', () => {
  test('have an id, a name and whether they are public; no form, so no formid', async () => {
    const { id } = library.location;
    expect(await told('/1.1/space/locations')).toEqual([{ lid: id, name: 'Main', public: 1, admin_only: 0 }]);
    expect(await told('/api/1.1/space/locations/?details=1')).toMatchObject([
      { terms: 'No food.', termsAndConditions: 'No food.' },
    ]);
  });

  test('that only staff are shown are listed when asked for, unlisted ones always', async () => {
    const made = { timeZone: 'America/New_York' };
    const annex = await db().location.create({ data: { ...made, name: 'Annex', access: 'unlisted', position: 1 } });
    const vault = await db().location.create({ data: { ...made, name: 'Vault', access: 'staff', position: 2 } });
    await db().location.create({ data: { ...made, name: 'Closed for good', active: false, position: 3 } });
    const lids = async (query: string) =>
      (await told(`/1.1/space/locations${query}`)).map((one: { lid: number }) => one.lid);
    expect(await lids('')).toEqual([library.location.id, annex.id]);
    expect(await told('/1.1/space/locations?admin_only=1')).toMatchObject([
      {},
      { lid: annex.id, public: 0, admin_only: 0 },
      { lid: vault.id, public: 0, admin_only: 1 },
    ]);
    expect(await lids('?adminOnly=1')).toHaveLength(3);
    await db().location.deleteMany({ where: { NOT: { id: library.location.id } } });
  });
});

describe('categories', () => {
  test('of locations stand under them, people left out; a location that is not there says so in its place', async () => {
    const { location, study, meeting, hidden, tables } = library;
    const answer = await told(`/1.1/space/categories/${location.id},999,x`);
    expect(answer).toEqual([
      { lid: location.id, name: 'Main', categories: expect.anything() },
      { lid: 999, error: 'invalid location id' },
      { lid: 'x', error: 'invalid location id' },
    ]);
    expect(answer[0].categories).toEqual([
      { cid: study.id, name: 'Study rooms', formid: 0, public: 1, admin_only: 0, google: false },
      { cid: meeting.id, name: 'Meeting rooms', formid: meeting.id, public: 1, admin_only: 0, google: false },
      { cid: hidden.id, name: 'Hidden rooms', formid: 0, public: 0, admin_only: 0, google: false },
      { cid: tables.id, name: 'Reading tables', formid: 0, public: 1, admin_only: 0, google: false },
    ]);
  });

  test('are told with terms and description, and those of staff, when asked for', async () => {
    const [{ categories }] = await told(`/1.1/space/categories/${library.location.id}?details=1&admin_only=1`);
    expect(categories).toHaveLength(5);
    expect(categories[0]).toMatchObject({ termsAndConditions: 'Keep it quiet.', description: 'For one or two' });
    expect(categories[3]).toMatchObject({ cid: library.staff.id, public: 0, admin_only: 1 });
  });

  test.each([
    ['categories', 'must supply at least 1 location id'],
    ['category', 'must supply at least 1 category id'],
    ['item', 'must supply at least 1 item id'],
    ['form', 'must supply at least 1 form id'],
    ['question', 'must supply at least 1 question id'],
    ['nickname', 'must supply at least 1 category id'],
  ])('%s without an id is refused in the words of LibCal', async (name, words) => {
    for (const path of [`/1.1/space/${name}`, `/1.1/space/${name}/`, `/1.1/space/${name}/,`])
      expect(await ask(path)).toMatchObject({ status: 400, text: words });
    const json = await askApi('GET', `/1.1/space/${name}/`, { token, now, headers: { accept: 'application/json' } });
    expect(json.json).toEqual({ error: words });
  });
});

describe('a category', () => {
  test('names its spaces by their ids, seats left out', async () => {
    const { study, tables, table, quiet, corner, night } = library;
    expect(await told(`/1.1/space/category/${study.id},${tables.id}`)).toMatchObject([
      { cid: study.id, name: 'Study rooms', items: [corner.id, night.id, quiet.id] },
      { cid: tables.id, items: [table.id] },
    ]);
  });

  test('that is not there, not in use, of people or for staff says so in its place', async () => {
    const { former, desks, staff, office } = library;
    expect(await told(`/1.1/space/category/1234567,${former.id},${desks.id},${staff.id}`)).toEqual([
      { cid: 1234567, error: 'invalid category id' },
      { cid: former.id, error: 'invalid category id' },
      { cid: desks.id, error: 'invalid category id' },
      { cid: staff.id, error: 'category is restricted' },
    ]);
    expect(await told(`/1.1/space/category/${staff.id}?admin_only=1`)).toMatchObject([
      { cid: staff.id, admin_only: 1, items: [office.id] },
    ]);
  });

  test('shows its spaces with details, with the room in Outlook that they are linked to', async () => {
    const { meeting, hall, ada } = library;
    await linkToCalendar(hall.id, ada.id);
    const [{ items, ...rest }] = await told(`/1.1/space/category/${meeting.id}?details=1`);
    expect(rest).toMatchObject({ cid: meeting.id, formid: meeting.id, termsAndConditions: '', description: '' });
    const found = items.find((one: { id: number }) => one.id === hall.id);
    expect(found).toMatchObject({ exchange: true, exchangeResource: 'room@library.example', capacity: 40 });
    expect(found).not.toHaveProperty('availability');
    const [other] = items.filter((one: { id: number }) => one.id !== hall.id);
    expect(other).toMatchObject({ exchange: false, exchangeResource: '', formid: meeting.id });
  });

  test('shows details where free time is asked for', async () => {
    const [{ items }] = await told(`/1.1/space/category/${library.study.id}?availability=2026-11-24`);
    expect(items).toHaveLength(3);
    expect(items[0]).toMatchObject({ name: expect.any(String), availability: expect.any(Array) });
  });
});

describe('forms', () => {
  test('begin with name and address; questions follow as q and their number, in order', async () => {
    const { meeting, study, hall, questions } = library;
    const [own] = await told(`/1.1/space/item/${hall.id}`);
    const [ofCategory, plain, ofSpace, none] = await told(
      `/1.1/space/form/${meeting.id},${study.id},${own.formid},424242`,
    );
    expect(ofCategory).toEqual({
      ...{ id: meeting.id, name: 'Meeting rooms' },
      fields: {
        fname: { label: 'First Name', type: 'string', required: true },
        lname: { label: 'Last Name', type: 'string', required: true },
        email: { label: 'Email', type: 'string', required: true },
        [`q${questions.purpose.id}`]: { id: questions.purpose.id, label: 'What for?', type: 'string', required: true },
      },
    });
    expect(Object.keys(plain.fields)).toEqual(['fname', 'lname', 'email']);
    expect(ofSpace).toMatchObject({ id: own.formid, name: 'Hall' });
    expect(Object.keys(ofSpace.fields).slice(3)).toEqual(
      [questions.purpose, questions.chairs, questions.needs, questions.rules].map(({ id }) => `q${id}`),
    );
    expect(none).toEqual({ id: 424242, error: 'invalid form id' });
  });

  test('ask with lists, boxes and buttons; a question is found by its number', async () => {
    const { chairs, needs, rules } = library.questions;
    expect(await told(`/api/1.1/space/question/${chairs.id},${needs.id},${rules.id},999`)).toEqual([
      { id: chairs.id, label: 'Chairs', type: 'dropdown', required: false, options: ['Rows', 'Circle'] },
      { id: needs.id, label: 'Needs', type: 'checkbox', required: false, options: ['Sound', 'Light'] },
      { id: rules.id, label: 'Read the rules?', type: 'radio', required: false, options: ['Yes', 'No'] },
      { id: 999, error: 'invalid question id' },
    ]);
  });
});

describe('zones', () => {
  test('name the spaces in them; a single one is an object', async () => {
    const { zone, quiet, location } = library;
    const answer = { id: zone.id, name: 'Upper floor', description: '', itemIds: [quiet.id] };
    expect(await told(`/1.1/space/zone/${zone.id}`)).toEqual(answer);
    expect(await told(`/1.1/space/zones/${location.id}`)).toEqual([answer]);
    expect(await ask('/1.1/space/zone/999')).toMatchObject({ status: 400, text: 'zone not found' });
    expect(await ask('/1.1/space/zones/999')).toMatchObject({ status: 400, text: 'invalid location id' });
  });
});

describe('questions to the database', () => {
  test('are as many for one category as for all, and for ten spaces as for one', async () => {
    const { study, meeting, tables, quiet, corner, hall, east, west, night } = library;
    const queries = (path: string) => countQueries(() => told(path));
    const range = 'availability=2026-11-24,2026-11-30';
    await told('/1.1/space/locations');
    const few = await queries(`/1.1/space/category/${study.id}?${range}`);
    expect(await queries(`/1.1/space/category/${study.id},${meeting.id},${tables.id}?${range}`)).toBe(few);
    const one = await queries(`/1.1/space/item/${quiet.id}?${range}`);
    const all = [quiet, corner, hall, east, west, night].map(({ id }) => id);
    expect(await queries(`/1.1/space/item/${all}?${range}`)).toBe(one);
    expect(one).toBeLessThan(20);
    const form = await queries(`/1.1/space/form/${study.id}`);
    expect(await queries(`/1.1/space/form/${study.id},${meeting.id},${tables.id}`)).toBe(form);
  });
});
