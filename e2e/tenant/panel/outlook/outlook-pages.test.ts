import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Tenant } from '../../app';
import { ask, BASE, frozenTenant, type Json } from '../../testing';

const ELENA = 'elena.petrova@library.example';
const FARID = 'farid.haddad@library.example';
const STUDIO = 'studio@library.example';
const WEEK = 'startDateTime=2026-10-12T00:00:00Z&endDateTime=2026-10-20T00:00:00Z';
let tenant: Tenant;

beforeEach(() => {
  tenant = frozenTenant();
});
afterEach(() => tenant.close());

const open = (path: string) => ask(tenant, 'GET', path);
const send = (path: string, form: Record<string, string>) => ask(tenant, 'POST', path, { form });
const eventsOf = async (upn: string, subject: string): Promise<Json[]> => {
  const { body } = await ask(tenant, 'GET', `/_control/mailboxes/${upn}/events?${WEEK}&calendar=*`);
  return body.value.filter((one: Json) => one.subject === subject);
};
const eventOf = async (upn: string, subject: string): Promise<Json> => (await eventsOf(upn, subject))[0];
const pageOf = (upn: string, event: Json) => `/outlook/${upn}/events/${event.immutableId}`;
const form = (more: Record<string, string> = {}) => ({
  title: 'Talk',
  date: '2026-10-13',
  start: '10:00',
  end: '11:00',
  ...more,
});

describe('a person in the calendar', () => {
  it('creates, is told so, and sees it in the week', async () => {
    const made = await send(`/outlook/${ELENA}/new`, form({ sensitivity: 'private', showAs: 'unknown' }));
    expect(made.status).toBe(302);
    const week = await open(made.headers.get('location') ?? '');
    expect(week.body).toContain('The event is in the calendar.');
    expect(week.body).toMatch(/class="event unknown mid".*?<strong>Talk<\/strong>/s);
    expect(await eventOf(ELENA, 'Talk')).toMatchObject({ sensitivity: 'private', showAs: 'unknown' });
  });

  it('hears at the field what is wrong, and nothing written is lost', async () => {
    const refused = await send(`/outlook/${ELENA}/new`, form({ end: '09:00', location: 'Roof & attic' }));
    expect(refused.status).toBe(400);
    expect(refused.body).toMatch(/id="end"[^>]*aria-invalid="true" aria-describedby="end-said"/);
    expect(refused.body).toContain('value="Roof &amp; attic"');
    expect(await eventsOf(ELENA, 'Talk')).toEqual([]);
  });

  it('changes the title, and the zone of the times stays as it was', async () => {
    const times = { dateTime: '2026-10-13T10:00:00', timeZone: 'Europe/Berlin' };
    const body = { subject: 'Talk', start: times, end: { ...times, dateTime: '2026-10-13T11:00:00' } };
    await ask(tenant, 'POST', `/_control/mailboxes/${ELENA}/events`, { body });
    const event = await eventOf(ELENA, 'Talk');
    await send(pageOf(ELENA, event), form({ title: 'Lecture', start: '04:00', end: '05:00' }));
    expect(await eventOf(ELENA, 'Lecture')).toMatchObject({
      originalStartTimeZone: event.originalStartTimeZone,
      start: event.start,
    });
  });

  it('404 for a mailbox, an event, a calendar that are not there', async () => {
    for (const path of [
      '/outlook/nobody@library.example',
      `/outlook/${ELENA}/events/abc`,
      `/outlook/${ELENA}?calendar=x`,
    ])
      expect((await open(path)).status).toBe(404);
  });
});

describe('dragging', () => {
  beforeEach(() => send(`/outlook/${ELENA}/new`, form()));

  it('[GC13.17] moves and resizes, and comes back to the week with a word', async () => {
    const at = pageOf(ELENA, await eventOf(ELENA, 'Talk'));
    const moved = await send(`${at}/move`, { date: '2026-10-14', time: '15:15' });
    expect(moved.headers.get('location')).toContain('week=2026-10-14&said=moved');
    await send(`${at}/resize`, { date: '2026-10-14', time: '18:00' });
    const { start, end } = await eventOf(ELENA, 'Talk');
    expect([start.dateTime, end.dateTime]).toEqual(['2026-10-14T19:15:00.0000000', '2026-10-14T22:00:00.0000000']);
  });

  it.each([
    ['move', { date: '2026-10-14' }],
    ['move', { date: 'x', time: '15:00' }],
    ['resize', { date: '2026-10-13', time: '10:00' }],
    ['resize', {}],
  ] as [string, Record<string, string>][])('%s with %j is refused in words and changes nothing', async (act, drop) => {
    const before = await eventOf(ELENA, 'Talk');
    const answer = await send(`${pageOf(ELENA, before)}/${act}`, drop);
    expect([answer.status, /role="alert"/.test(answer.body)]).toEqual([400, true]);
    expect(await eventOf(ELENA, 'Talk')).toEqual(before);
  });

  it('an occurrence goes alone, not past its neighbours; a series does not go by hand', async () => {
    await send(`/outlook/${ELENA}/new`, form({ title: 'Daily', repeat: 'daily', ends: 'numbered', count: '3' }));
    const [first, second] = await eventsOf(ELENA, 'Daily');
    const moved = await send(`${pageOf(ELENA, second)}/move`, { date: '2026-10-14', time: '08:00' });
    expect(moved.headers.get('location')).toContain('said=moved-one');
    expect((await eventsOf(ELENA, 'Daily')).map((one) => one.type)).toEqual(['occurrence', 'exception', 'occurrence']);
    const past = await send(`${pageOf(ELENA, first)}/move`, { date: '2026-10-15', time: '08:00' });
    expect([past.status, /crossing or overlapping adjacent/.test(past.body)]).toEqual([400, true]);
    const master = { immutableId: second.seriesMasterId };
    expect((await send(`${pageOf(ELENA, master)}/move`, { date: '2026-10-15', time: '08:00' })).status).toBe(400);
  });
});

describe('meetings', () => {
  const invite = () =>
    ask(tenant, 'POST', `/outlook/${ELENA}/new`, { form: { ...form(), invited: FARID, others: STUDIO } });

  it('[GC13.9] are answered with a comment by whoever is invited, and the organizer sees the answer', async () => {
    await invite();
    const copy = await eventOf(FARID, 'Talk');
    const page = await open(pageOf(FARID, copy));
    expect(page.body).toContain('>Tentative</button>');
    expect(page.body).not.toContain('Invite people and rooms');
    const answered = await send(`${pageOf(FARID, copy)}/respond`, { response: 'accepted', comment: 'Gladly' });
    expect(answered.headers.get('location')).toContain('said=accepted');
    const own = await open(pageOf(ELENA, await eventOf(ELENA, 'Talk')));
    expect(own.body).toMatch(/Farid Haddad.*?: accepted/s);
    const { mails } = (await ask(tenant, 'GET', `/_control/mails?to=${ELENA}`)).body;
    expect(mails[0]).toMatchObject({ subject: 'Accepted: Talk', text: expect.stringContaining('Gladly') });
  });

  it('without an answer chosen nothing is sent; one’s own meeting is not answered', async () => {
    await invite();
    expect((await send(`${pageOf(FARID, await eventOf(FARID, 'Talk'))}/respond`, {})).status).toBe(400);
    const own = pageOf(ELENA, await eventOf(ELENA, 'Talk'));
    expect((await send(`${own}/respond`, { response: 'accepted' })).status).toBe(400);
  });

  it('that were cancelled say so, and cannot be dragged', async () => {
    await invite();
    await send(`${pageOf(ELENA, await eventOf(ELENA, 'Talk'))}/delete`, { scope: 'one', comment: 'Another time' });
    const week = await open(`/outlook/${FARID}?week=2026-10-13`);
    expect(week.body).toMatch(/class="event [a-z]+ cancelled[^>]*>/);
    const [copy] = await eventsOf(FARID, 'Canceled: Talk');
    const page = await open(pageOf(FARID, copy ?? (await eventOf(FARID, 'Talk'))));
    expect(page.body).toContain('The organizer cancelled this meeting.');
    expect(page.body).not.toContain('>Accept</button>');
  });
});

describe('series', () => {
  beforeEach(() =>
    send(`/outlook/${ELENA}/new`, form({ title: 'Daily', repeat: 'daily', ends: 'numbered', count: '5' })),
  );

  it('this and following becomes a series of its own, with what is left of the number', async () => {
    const [, , third] = await eventsOf(ELENA, 'Daily');
    const page = await open(`${pageOf(ELENA, third)}/following`);
    expect(page.body).toContain('Change this and following');
    await send(`${pageOf(ELENA, third)}/following`, {
      ...form({ title: 'Later', date: '2026-10-15', start: '14:00', end: '15:00' }),
      ...{ repeat: 'daily', interval: '1', ends: 'numbered', count: '5' },
    });
    expect([(await eventsOf(ELENA, 'Daily')).length, (await eventsOf(ELENA, 'Later')).length]).toEqual([2, 3]);
  });

  it('[GC13.17] ends before an occurrence, or loses one, or goes whole and is restored', async () => {
    const [, second, , fourth] = await eventsOf(ELENA, 'Daily');
    await send(`${pageOf(ELENA, fourth)}/delete`, { scope: 'following' });
    await send(`${pageOf(ELENA, second)}/delete`, { scope: 'one' });
    expect((await eventsOf(ELENA, 'Daily')).map((one) => one.start.dateTime.slice(8, 10))).toEqual(['13', '15']);
    const { seriesMasterId } = await eventOf(ELENA, 'Daily');
    await send(`${pageOf(ELENA, { immutableId: seriesMasterId })}/delete`, { scope: 'series' });
    expect(await eventsOf(ELENA, 'Daily')).toEqual([]);
    const deleted = await open(`/outlook/${ELENA}/deleted`);
    const id = /name="event" value="([^"]+)"/.exec(deleted.body)?.[1] ?? '';
    const restored = await send(`/outlook/${ELENA}/deleted`, { event: id });
    expect(restored.headers.get('location')).toContain('said=restored');
    expect(await eventsOf(ELENA, 'Daily')).toHaveLength(2);
  });
});

describe('calendars of a mailbox', () => {
  it('are added; events are copied and moved between them', async () => {
    await send(`/outlook/${ELENA}/new`, form());
    expect((await send(`/outlook/${ELENA}/calendars`, { name: ' ' })).status).toBe(400);
    const added = await send(`/outlook/${ELENA}/calendars`, { name: 'Choir' });
    const calendar = new URL(added.headers.get('location') ?? '', BASE).searchParams.get('calendar') ?? '';
    const at = pageOf(ELENA, await eventOf(ELENA, 'Talk'));
    await send(`${at}/copy`, { calendar });
    expect(await eventsOf(ELENA, 'Talk')).toHaveLength(2);
    const moved = await send(`${at}/move-calendar`, { calendar });
    const there = await open(moved.headers.get('location') ?? '');
    expect(there.body.match(/<strong>Talk<\/strong>/g)).toHaveLength(2);
    expect((await open(`/outlook/${ELENA}?week=2026-10-13`)).body).not.toContain('<strong>Talk</strong>');
  });

  it('take a file, and say what was not taken', async () => {
    const text =
      'BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nSUMMARY:Filed\nDTSTART:20261013T090000Z\nDTEND:20261013T100000Z\nEND:VEVENT\nBEGIN:VEVENT\nUID:b\nDTSTART:20261013T090000Z\nRRULE:FREQ=SECONDLY\nEND:VEVENT\nEND:VCALENDAR';
    const upload = async (file?: Blob) => {
      const body = new FormData();
      if (file) body.set('file', file, 'a.ics');
      return tenant.fetch(new Request(`${BASE}/outlook/${ELENA}/import`, { method: 'POST', body }));
    };
    expect(await (await upload(new Blob([text]))).text()).toMatch(/Imported: 1 event\..*Not taken.*<code>b<\/code>/s);
    expect(await eventsOf(ELENA, 'Filed')).toHaveLength(1);
    expect((await upload(new Blob(['hello']))).status).toBe(400);
    expect((await upload()).status).toBe(400);
  });
});

describe('calendars of others', () => {
  const LINDEN = 'linden@library.example';
  const private_ = { title: 'Secret', sensitivity: 'private' };

  beforeEach(async () => {
    await send(`/outlook/${LINDEN}/new`, form());
    await send(`/outlook/${LINDEN}/new`, form(private_));
  });

  it('are offered to whom they are shared with, and changed in that person’s name', async () => {
    const own = await open('/outlook/librarian@library.example');
    expect(own.body).toContain(`/outlook/${LINDEN}?as=librarian@library.example`);
    const at = `${pageOf(LINDEN, await eventOf(LINDEN, 'Talk'))}?as=librarian@library.example`;
    expect((await send(at, form({ title: 'Lecture' }))).status).toBe(302);
    const { entries } = (await ask(tenant, 'GET', '/_control/log')).body;
    expect(entries.at(-1)).toMatchObject({ mailbox: LINDEN, user: 'librarian@library.example', actor: 'person' });
  });

  it('hide what is private, from those who may write too', async () => {
    const week = await open(`/outlook/${LINDEN}?as=librarian@library.example&week=2026-10-13`);
    expect(week.body).toContain('Private appointment');
    expect(week.body).not.toContain('Secret');
    const secret = pageOf(LINDEN, await eventOf(LINDEN, 'Secret'));
    expect((await open(`${secret}?as=librarian@library.example`)).status).toBe(403);
  });

  it('show nothing but busy times to all others, who may not write', async () => {
    const week = await open(`/outlook/${LINDEN}?as=${ELENA}&week=2026-10-13`);
    expect(week.body).not.toContain('Talk');
    expect(week.body).not.toContain('class="slots"');
    const at = pageOf(LINDEN, await eventOf(LINDEN, 'Talk'));
    for (const act of ['', '/move', '/delete', '/copy'])
      expect((await send(`${at}${act}?as=${ELENA}`, form())).status).toBe(403);
    expect((await send(`/outlook/${LINDEN}/new?as=${ELENA}`, form({ title: 'Mine' }))).status).toBe(403);
  });
});
