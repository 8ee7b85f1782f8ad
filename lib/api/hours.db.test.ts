import { beforeAll, describe, expect, test } from 'vitest';
import { db } from '@/lib/db/client';
import { countQueries } from '@/lib/db/count-queries.test-data';
import { moment, type Sample, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { apiClient, askApi } from './ask-api.test-data';
import { answerHoursWidget, type HoursWidget } from './hours-widget';

testDatabase();

let sample: Sample;
let night: { id: number };
let unset: { id: number };
let token: string;
/** A Friday. */
const now = moment('2026-11-20', '10:10');

const day = (weekday: number, ...spans: [number, number][]) =>
  spans.map(([opensMinute, closesMinute]) => ({ weekday, opensMinute, closesMinute }));
const place = (name: string, position: number, more: object = {}) =>
  db().location.create({ data: { name, position, timeZone: 'America/New_York', ...more } });

beforeAll(async () => {
  sample = await sampleLibrary();
  await db().location.update({ where: { id: sample.location.id }, data: { description: 'By the park' } });
  const spans = [...day(5, [600, 720], [780, 1080]), ...day(6, [0, 1440]), ...day(7, [1080, 1560])];
  night = await place('Night <library>', 1, { hoursSchedules: { create: [{ spans: { create: spans } }] } });
  unset = await place('New library', 2);
  await place('Staff only', 3, { access: 'staff' });
  await place('Unlisted', 4, { access: 'unlisted' });
  await place('Former', 5, { active: false });
  const closed = { localDate: new Date('2026-11-26'), locationId: sample.location.id, note: 'Thanksgiving' };
  await db().hoursException.create({ data: closed });
  ({ token } = await apiClient(['h_r'], { now }));
});

describe('hours for programs', () => {
  const ask = (path: string) => askApi('GET', path, { token, now });
  const dates = async (path: string) => (await ask(path)).json[0].dates;

  test('say what a location is, and its hours by date', async () => {
    const { id } = sample.location;
    const answer = await ask(`/1.1/hours/${id}`);
    expect(answer.json).toEqual([
      {
        ...{ lid: id, name: 'Main', category: 'library', desc: 'By the park', contact: '1 Reading Lane' },
        ...{ url: `http://localhost:3999/spaces?location=${id}`, lat: '', long: '', color: '#000000', fn: '' },
        dates: { '2026-11-20': { status: 'open', hours: [{ from: '8:00am', to: '5:00pm' }] } },
      },
    ]);
  });

  test('know several stretches, whole days, nights and days without, and what nobody has said', async () => {
    expect(await dates(`/1.1/hours/${night.id}?from=2026-11-20&to=2026-11-23`)).toEqual({
      '2026-11-20': {
        status: 'open',
        hours: [
          { from: '10:00am', to: '12:00pm' },
          { from: '1:00pm', to: '6:00pm' },
        ],
      },
      '2026-11-21': { status: '24hours' },
      '2026-11-22': { status: 'open', hours: [{ from: '6:00pm', to: '2:00am' }] },
      '2026-11-23': { status: 'closed' },
    });
    expect(await dates(`/1.1/hours/${unset.id}`)).toEqual({ '2026-11-20': { status: 'not-set' } });
    const holiday = await dates(`/1.1/hours/${sample.location.id}?date=2026-11-26`);
    expect(holiday).toEqual({ '2026-11-26': { status: 'closed' } });
  });

  test('are as the clock on the wall has them when it changes', async () => {
    const all = await dates(`/1.1/hours/${sample.location.id}?from=2027-3-13&to=2027-3-15`);
    expect(Object.values(all)).toEqual(Array(3).fill({ status: 'open', hours: [{ from: '8:00am', to: '5:00pm' }] }));
  });

  test('of several locations come in the order asked for; one that is not there says so in its place', async () => {
    const answer = await ask(`/api/1.1/hours/${night.id},999,0,${sample.location.id}/?&from=2026-11-20&to=2026-11-20`);
    expect(answer.json).toMatchObject([
      { lid: night.id },
      { lid: 999, error: 'invalid location id' },
      { lid: 0, error: 'invalid location id' },
      { lid: sample.location.id },
    ]);
  });

  test.each([
    ['LID?from=soon', 'invalid "from" date'],
    ['LID?to=2026-13-01', 'invalid "to" date'],
    ['LID?date=x', 'invalid "date" value'],
    ['LID?from=2026-11-21&to=2026-11-20', '"from" date cannot be later than "to" date'],
    ['LID?to=2026-11-19', '"from" date cannot be later than "to" date'],
    ['LID?from=2026-11-20&to=2027-03-01', 'too many days between the "from" and "to" dates, max is 100'],
    ['LID?from=2026-11-20&to=2036-03-01', 'too many days between the "from" and "to" dates, max is 100'],
    ['', 'no location ids provided'],
  ])('%s is refused', async (path, words) => {
    const answer = await ask(`/1.1/hours/${path.replace('LID', String(sample.location.id))}`);
    expect(answer).toMatchObject({ status: 400, text: words });
  });

  test('reach a hundred days, and cost the same questions for one location as for all', async () => {
    const query = 'from=2026-11-20&to=2027-02-28';
    expect(Object.keys(await dates(`/1.1/hours/${night.id}?${query}`))).toHaveLength(101);
    const count = (path: string) => countQueries(() => ask(path));
    const one = await count(`/1.1/hours/${sample.location.id}?from=2026-12-01&to=2027-01-01`);
    const all = `${sample.location.id},${night.id},${unset.id}`;
    expect(await count(`/1.1/hours/${all}?from=2026-12-01&to=2027-01-01`)).toBe(one);
  });

  test('need their scope', async () => {
    const { token: other } = await apiClient(['sp_r'], { now });
    const answer = await askApi('GET', `/1.1/hours/${night.id}`, { token: other, now });
    expect(answer.status).toBe(403);
  });
});

describe('hours for web sites', () => {
  const ask = async (widget: HoursWidget, query: string, at = now) =>
    answerHoursWidget(new Request(`http://localhost/x.php?${query}`), widget, at);
  const json = async (widget: HoursWidget, query: string, at = now) =>
    (await ask(widget, `iid=1&format=json&${query}`, at)).json();

  test('of today need no token, name public locations, and may be read by any site for a minute', async () => {
    const answer = await ask('today', 'iid=1&lid=0&format=json');
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      ...{ 'access-control-allow-origin': '*', 'cache-control': 'public, max-age=60' },
      ...{ 'content-type': 'application/json; charset=utf-8', 'x-content-type-options': 'nosniff' },
    });
    const { locations } = await answer.json();
    expect(locations.map((one: { name: string }) => one.name)).toEqual(['Main', 'Night <library>', 'New library']);
    expect(locations[0]).toMatchObject({
      ...{ lid: sample.location.id, category: 'library', desc: 'By the park', day: 'Friday', rendered: '8am - 5pm' },
      times: { status: 'open', hours: [{ from: '8am', to: '5pm' }], currently_open: true },
    });
    expect(locations[1]).toMatchObject({ rendered: '10am - 12pm, 1pm - 6pm', times: { currently_open: true } });
    expect(locations[2]).toMatchObject({ rendered: '', times: { status: 'not-set', currently_open: false } });
  });

  test('know that a night is not over at midnight', async () => {
    const at = moment('2026-11-23', '01:30');
    const { locations } = await json('today', `lid=${night.id}`, at);
    expect(locations).toMatchObject([{ rendered: 'Closed', times: { status: 'closed', currently_open: true } }]);
  });

  test('of weeks begin on Sunday and name each weekday', async () => {
    const { locations } = await json('grid', `lid=${night.id}&weeks=2`);
    expect(locations[0].weeks).toHaveLength(2);
    const [week] = locations[0].weeks;
    expect(Object.keys(week)).toEqual([
      ...['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
    ]);
    expect(week.Sunday).toMatchObject({ date: '2026-11-15', rendered: '6pm - 2am', times: { currently_open: false } });
    expect(week.Friday).toMatchObject({ date: '2026-11-20', times: { currently_open: true } });
    expect(week.Saturday).toEqual({
      ...{ date: '2026-11-21', rendered: '24 Hours' },
      times: { status: '24hours', currently_open: false },
    });
  });

  test('of a date are those of the date; of a location with its address those of an unlisted one too', async () => {
    const { locations } = await json('date', `date=2026-11-26&lid=${sample.location.id}`);
    expect(locations).toMatchObject([{ date: '2026-11-26', day: 'Thursday', rendered: 'Closed' }]);
    const all = await db().location.findMany({ where: { name: { in: ['Staff only', 'Unlisted', 'Former'] } } });
    const found = await json('today', `lid=${all.map(({ id }) => id)}`);
    expect(found.locations).toMatchObject([{ name: 'Unlisted' }]);
    expect((await ask('date', 'date=2026-02-30&format=json')).status).toBe(400);
    expect((await ask('today', 'lid=x&format=json')).status).toBe(400);
    expect((await json('grid', 'weeks=9999')).locations[0].weeks).toHaveLength(53);
  });

  test('are called by a name that is only a name', async () => {
    const answer = await ask('today', `format=json&lid=${night.id}&callback=jQuery_12.done`);
    expect(answer.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    const text = await answer.text();
    expect(text.startsWith("/**/ typeof jQuery_12.done === 'function' && jQuery_12.done({")).toBe(true);
    expect(text).not.toContain('<');
    expect(text).toContain('Night \\u003clibrary>');
    for (const bad of ['alert(1)', 'a;b', 'a b', '?', 'x'.repeat(200), 'a.b.c.d.e.f.g'])
      expect((await ask('today', `format=json&callback=${encodeURIComponent(bad)}`)).status).toBe(400);
  });

  test('without JSON are tables for a page, in its language', async () => {
    const answer = await ask('today', `lid=${night.id}`);
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(await answer.text()).toBe(
      '<div class="carrel-hours" lang="en">\n<table><caption>Opening hours on Friday, November 20, 2026</caption><thead><tr>' +
        '<th scope="col">Location</th><th scope="col">Hours</th></tr></thead><tbody><tr>' +
        '<th scope="row">Night &lt;library&gt;</th><td>10am - 12pm, 1pm - 6pm</td></tr></tbody></table>\n</div>\n',
    );
    const weeks = await (await ask('grid', `lid=${night.id}&weeks=2&lang=es`)).text();
    expect(weeks.match(/<table>/g)).toHaveLength(2);
    expect(weeks).toContain(
      '<caption>Night &lt;library&gt;: horario de la semana del domingo, 15 de noviembre de 2026</caption>',
    );
    expect(weeks).toContain('<tr><th scope="row">dom, 15 nov</th><td>18:00 - 2:00</td></tr>');
    expect(await (await ask('today', 'lid=999')).text()).toContain('There is no library to show hours of.');
  });
});
