import { beforeEach, describe, expect, it } from 'vitest';
import { takeDifferences } from '../answers/observe';
import type { Tenant } from '../app';
import { ask, frozenTenant, type Json, NOW } from '../testing';
import { deltaRounds } from '../testing-delta';
import { ADMIN, advance, at, type Caller, CEDAR, caller, mondays, person, turn, WINDOW } from '../testing-graph';

let tenant: Tenant;
let me: Caller;
let owner: ReturnType<typeof person>;
let rounds: ReturnType<typeof deltaRounds>;

beforeEach(async () => {
  tenant = frozenTenant();
  me = await caller(tenant, ADMIN);
  owner = person(tenant, CEDAR);
  rounds = deltaRounds(me, `/users/${CEDAR}/calendarView/delta`);
});

const single = (subject: string, day = '06') => owner.create(at(`2026-10-${day}`, '13:00', '14:00', { subject }));
const several = async (count: number) => {
  for (let i = 0; i < count; i += 1) await single(`n${i}`);
};
const subjects = (rows: Json[]) => rows.map((row) => row.subject);

describe('pages (GC 3.2)', () => {
  it('[GC13.11] begin with an empty one and repeat rows when told to', async () => {
    await several(5);
    expect((await rounds.begin('odata.maxpagesize=2')).pages).toBe(3);
    await turn(tenant, { emptyFirstDeltaPage: true, deltaRepeatsRows: true });
    const empty = await rounds.page(`?${WINDOW}`, 'odata.maxpagesize=2');
    expect(empty.body.value).toEqual([]);
    const { pages, rows } = await rounds.begin('odata.maxpagesize=2');
    expect([pages, rows.length]).toEqual([4, 8]);
  });

  it('[GC15.2] hold as many rows as asked, a few more or a few less', async () => {
    await several(12);
    const sizeOfFirst = async () => (await rounds.page(`?${WINDOW}`, 'odata.maxpagesize=5')).body.value.length;
    expect(await sizeOfFirst()).toBe(5);
    await turn(tenant, { deltaPageSize: 'a few more' });
    expect(await sizeOfFirst()).toBe(7);
    await turn(tenant, { deltaPageSize: 'a few less' });
    expect(await sizeOfFirst()).toBe(3);
    expect((await rounds.begin('odata.maxpagesize=5')).rows).toHaveLength(12);
  });

  it('[GC15.2] $top is refused, or honoured', async () => {
    await several(3);
    expect((await rounds.page(`?${WINDOW}&$top=2`)).status).toBe(400);
    await turn(tenant, { deltaTop: 'honoured' });
    expect((await rounds.page(`?${WINDOW}&$top=2`)).body.value).toHaveLength(2);
  });

  it('[GC13.11] come in the order of changes, or shuffled', async () => {
    await several(6);
    const inOrder = ['n0', 'n1', 'n2', 'n3', 'n4', 'n5'];
    expect(subjects((await rounds.begin()).rows)).toEqual(inOrder);
    await turn(tenant, { deltaOrder: 'shuffled' });
    const { rows } = await rounds.begin();
    expect(subjects(rows)).not.toEqual(inOrder);
    expect(subjects(rows).sort()).toEqual(inOrder);
  });
});

describe('rows (GC 3.2, SD F2, F3)', () => {
  it('[GC13.11] a later round may replay what was told before', async () => {
    await several(2);
    const first = await rounds.begin();
    expect((await rounds.follow(first.link)).rows).toEqual([]);
    await turn(tenant, { deltaReplays: true });
    expect(subjects((await rounds.follow(first.link)).rows)).toEqual(['n1']);
    expect(subjects((await rounds.begin()).rows)).toEqual(['n0', 'n1']);
  });

  it('[GC13.11] a later row is full, or tells only what changed since the last round', async () => {
    await turn(tenant, { deltaRows: 'changed members', etagChurn: 'off' });
    const { id } = await single('n');
    const first = await rounds.begin();
    expect(first.rows[0]).toHaveProperty('organizer');
    await owner.change(id, { showAs: 'free' });
    await owner.change(id, { subject: 'm' });
    const partial = (await rounds.follow(first.link)).rows[0];
    takeDifferences();
    const changed = ['lastModifiedDateTime', 'changeKey', 'subject', 'showAs'];
    expect(Object.keys(partial).filter((name) => !name.startsWith('@') && name !== 'id')).toEqual(
      expect.arrayContaining(changed.slice(1)),
    );
    expect(partial).not.toHaveProperty('start');
    expect(partial).toMatchObject({ id, subject: 'm', showAs: 'free' });
    await turn(tenant, { deltaRows: 'full' });
    expect((await rounds.follow(first.link)).rows[0]).toHaveProperty('start');
  });

  it('[GC13.11] what was changed outside the window is @removed, a row, or nothing', async () => {
    const first = await rounds.begin();
    const { id } = await owner.create(at('2027-01-06', '13:00', '14:00'));
    const outside = async () => (await rounds.follow(first.link)).rows;
    expect(await outside()).toEqual([
      { '@odata.type': '#microsoft.graph.event', id, '@removed': { reason: 'deleted' } },
    ]);
    await turn(tenant, { outOfWindowRows: 'row' });
    expect((await outside())[0]).toMatchObject({ id, subject: 'Booked' });
    await turn(tenant, { outOfWindowRows: 'silent' });
    expect(await outside()).toEqual([]);
  });

  it('[GC13.11] an event moved out of the window is @removed or a changed row', async () => {
    const { id } = await single('n');
    const first = await rounds.begin();
    const { start, end } = at('2027-01-06', '13:00', '14:00');
    await owner.change(id, { start, end });
    expect((await rounds.follow(first.link)).rows[0]['@removed']).toEqual({ reason: 'deleted' });
    await turn(tenant, { outOfWindowRows: 'row' });
    expect((await rounds.follow(first.link)).rows[0].start.dateTime).toMatch(/^2027/);
  });

  it('[GC13.11] an event that came and went between two rounds leaves @removed, or no trace', async () => {
    const old = await single('old');
    const first = await rounds.begin();
    const { id } = await single('short');
    await owner.remove(id);
    await owner.remove(old.id);
    const removed = async () => (await rounds.follow(first.link)).rows.map((row) => row.id);
    expect(await removed()).toEqual([id, old.id]);
    await turn(tenant, { shortLivedEvents: 'silent' });
    expect(await removed()).toEqual([old.id]);
  });
});

describe('lost state (GC 3.4, SD F4)', () => {
  it('[GC13.11] [SD14] 410 on command, once', async () => {
    const { link } = await rounds.begin();
    const where = { operation: 'calendarView.delta' };
    await ask(tenant, 'POST', '/_control/faults', { body: { where, times: 1, effect: 'gone' } });
    expect(await rounds.follow(link)).toMatchObject({ status: 410, code: 'SyncStateNotFound' });
    expect((await rounds.follow(link)).status).toBe(200);
  });

  it('[GC13.11] a link of another life, another calendar or another kind is unknown', async () => {
    const { link } = await rounds.begin();
    const token = link.replace(/.*deltatoken=/, '');
    const other = deltaRounds(me, '/me/calendarView/delta');
    expect((await other.follow(`?$deltatoken=${token}`)).status).toBe(410);
    await turn(tenant, { eventsDelta: 'supported' });
    const events = deltaRounds(me, `/users/${CEDAR}/events/delta`);
    expect((await events.follow(`?$deltatoken=${token}`)).status).toBe(410);
    tenant.reset({ now: NOW, frozen: true });
    me = await caller(tenant, ADMIN);
    rounds = deltaRounds(me, `/users/${CEDAR}/calendarView/delta`);
    expect((await rounds.follow(link)).status).toBe(410);
  });

  it('[GC13.11] text that is no token gives 410, or 400', async () => {
    expect(await rounds.follow('?$deltatoken=abc')).toMatchObject({ status: 410, code: 'SyncStateNotFound' });
    await turn(tenant, { malformedDeltaTokenStatus: 400 });
    expect(await rounds.follow('?$deltatoken=abc')).toMatchObject({ status: 400, code: 'BadRequest' });
  });

  it('[GC13.11] links end: nextLinks in mid-paging, deltaLinks with age', async () => {
    await several(3);
    const page = await rounds.page(`?${WINDOW}`, 'odata.maxpagesize=1');
    const { link } = await rounds.begin();
    await turn(tenant, { nextLinkLifeMs: 60_000, deltaLinkLifeMs: 600_000 });
    await advance(tenant, 60_001);
    expect((await rounds.page(page.body['@odata.nextLink'])).status).toBe(410);
    expect((await rounds.follow(link)).status).toBe(200);
    await advance(tenant, 600_000);
    expect((await rounds.follow(link)).status).toBe(410);
    await turn(tenant, { nextLinkLifeMs: 0, deltaLinkLifeMs: 0 });
    expect((await rounds.follow(link)).status).toBe(200);
  });

  it('[GC13.11] is said in five ways; a Location leads to a fresh pass', async () => {
    await single('n');
    const { link } = await rounds.begin();
    await turn(tenant, { deltaLinkLifeMs: 600_000 });
    await advance(tenant, 600_001);
    const said = async (deltaStateLost: string) => {
      await turn(tenant, { deltaStateLost });
      const { status, code, location } = await rounds.follow(link);
      return { said: [status, code], location };
    };
    const first = await rounds.page(link);
    expect(first.body.error.message).toMatch(/^The sync state generation is not found; generation=\d+;\[highest=\d+\]/);
    expect((await said('410 ResyncRequired')).said).toEqual([410, 'ResyncRequired']);
    expect((await said('400 SyncStateInvalid')).said).toEqual([400, 'SyncStateInvalid']);
    expect((await said('404 syncStateNotFound')).said).toEqual([404, 'syncStateNotFound']);
    const { said: withLocation, location } = await said('410 ResyncRequired with Location');
    expect(withLocation).toEqual([410, 'ResyncRequired']);
    expect(location).toMatch(/^http:\/\/localhost:4365\/v1\.0\/users\/.*\$deltatoken=$/);
    expect(subjects((await rounds.follow(location ?? '')).rows)).toEqual(['n']);
  });

  it('[GC13.11] after a fresh pass nothing is told of what was deleted before', async () => {
    const { id } = await single('n');
    await rounds.begin();
    await owner.remove(id);
    expect((await rounds.begin()).rows).toEqual([]);
  });
});

describe('events/delta (GC 3.5)', () => {
  it('[GC15.5] is unknown on v1.0, or gives masters, single events and exceptions', async () => {
    const events = deltaRounds(me, `/users/${CEDAR}/events/delta`);
    const unknown = await events.page('?startDateTime=2026-10-01T00:00:00Z');
    expect(unknown.body.error.message).toBe("Resource not found for the segment 'delta'.");
    await turn(tenant, { eventsDelta: 'supported' });
    const series = await owner.create(mondays(3));
    const { id } = await single('n');
    await owner.create(at('2026-09-01', '13:00', '14:00'));
    const [, second] = (await me.get(`/users/${CEDAR}/calendarView?${WINDOW}`)).body.value;
    await owner.change(second.id, { subject: 'Other' });
    const first = await events.begin(undefined, 'startDateTime=2026-10-01T00:00:00Z');
    expect(first.rows.map((row) => row.id).sort()).toEqual([series.id, second.id, id].sort());
    await owner.remove(id);
    expect((await events.follow(first.link)).rows).toMatchObject([{ id, '@removed': { reason: 'deleted' } }]);
    expect((await events.begin(undefined, '')).status).toBe(400);
    expect((await events.begin(undefined, WINDOW)).status).toBe(400);
  });
});
