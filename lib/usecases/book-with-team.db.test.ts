import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { countQueries } from '@/lib/db/count-queries.test-data';
import { closeQueue } from '@/lib/db/queue';
import { everyDay, linkToCalendar, moment, type Sample, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { bookAppointment } from './book-appointment';
import { bookWithTeam } from './book-with-team';
import { cancelBooking } from './cancel-booking';
import { viewBooking } from './view-booking';
import { viewTeam } from './view-team';

testDatabase();

let sample: Sample;
let team: { id: number; name: string }[];
const guest: Actor = { kind: 'guest' };
const now = moment('2026-11-20', '10:10');
const KIND = '30-';

/** Four people at their desks from nine to twelve every day, one group of them, and a room in which the last also meets. */
beforeAll(async () => {
  sample = await sampleLibrary();
  const person = (name: string) =>
    db().resource.create({
      data: {
        ...{ kind: 'person', categoryId: sample.desks.id, name, slug: name.toLowerCase().replace(' ', '-') },
        ...{ subjects: ['History'], availability: { create: [everyDay(540, 720)] } },
      },
    });
  const others = [await person('Ben Okafor'), await person('Carla Mendes'), await person('David Chen')];
  team = [sample.librarian, ...others];
  await db().appointmentGroup.create({
    data: {
      ...{ name: 'Help', slug: 'help' },
      members: { create: team.map(({ id }) => ({ resourceId: id })) },
    },
  });
});
afterAll(closeQueue);

const on = (date: string, time: string) => moment(date, time).toISOString();
const wish = (start: string, more: object = {}) => ({
  ...{ group: 'help', kind: KIND, start, name: 'Rosa', email: 'rosa@example.org' },
  ...more,
});
const book = (start: string, email: string, more: object = {}) =>
  bookWithTeam(guest, wish(start, { email, ...more }), now);
const look = async (asked: object, actor = guest) => {
  const answer = await viewTeam(actor, { group: 'help', ...asked }, now);
  if (!answer.ok) throw new Error(answer.refusal.code);
  return answer.value;
};
const appointments = (date: string) =>
  db().appointment.findMany({
    where: { booking: { items: { some: { startsAt: { gte: moment(date, '00:00'), lt: moment(date, '24:00') } } } } },
    orderBy: { bookingId: 'asc' },
  });

describe('whom a patron meets who leaves it to the library', () => {
  test('twenty at once want one slot of four people: four have it, one person each', async () => {
    const start = on('2026-11-23', '09:00');
    const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => book(start, `race${n}@example.org`)));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(4);
    const refused = answers.flatMap((one) => (one.ok ? [] : [one.refusal.code]));
    expect(new Set(refused)).toEqual(new Set(['slot_taken']));
    const made = await appointments('2026-11-23');
    expect(made.map(({ resourceId }) => resourceId).sort()).toEqual(team.map(({ id }) => id).sort());
    expect(made.map(({ chosenBy }) => chosenBy)).toEqual(Array(4).fill('fair'));
    expect(made.map(({ fairness }) => (fairness as { free: number }).free)).toEqual([4, 3, 2, 1]);
  });

  test('is the least booked, however that came about; and why is kept in numbers and told', async () => {
    const start = on('2026-11-24', '09:00');
    for (const [time, slug] of [
      ['09:30', 'ada-park'],
      ['10:00', 'ben-okafor'],
      ['10:00', 'carla-mendes'],
    ] as const)
      expect(
        (
          await bookAppointment(
            guest,
            { slug, start: on('2026-11-24', time), name: 'N', email: `${slug}@example.org` },
            now,
          )
        ).ok,
      ).toBe(true);
    const placed = await book(start, 'least@example.org');
    if (!placed.ok) throw new Error(placed.refusal.code);
    const { publicId, key } = placed.value;
    const view = await viewBooking(guest, { publicId, key }, now);
    const fairness = { own: 1, free: 4, tied: 1, from: on('2026-11-10', '09:00'), to: on('2026-12-08', '09:00') };
    expect(view).toMatchObject({
      value: { items: [{ name: 'David Chen' }], appointment: { chosenBy: 'fair', fairness, groupName: 'Help' } },
    });
    // Without the key nobody reads of whose appointments there are how many.
    expect(await viewBooking(guest, { publicId }, now)).toMatchObject({ value: { appointment: null } });
  });

  test('shares evenly over many bookings one after the other', async () => {
    for (const [n, time] of ['09:00', '09:30', '10:00', '10:30', '11:00', '11:30', '09:00', '09:30'].entries())
      expect((await book(on('2026-11-25', time), `even${n}@example.org`)).ok).toBe(true);
    const counts = await db().appointment.groupBy({ by: ['resourceId'], _count: true });
    const numbers = counts.map(({ _count }) => _count);
    expect(Math.max(...numbers) - Math.min(...numbers)).toBeLessThanOrEqual(1);
  });

  test('what was cancelled does not count', async () => {
    const [first] = await appointments('2026-11-23');
    if (!first) throw new Error('nothing was booked');
    const booking = await db().booking.findUniqueOrThrow({ where: { id: first.bookingId } });
    const staff: Actor = {
      kind: 'person',
      id: sample.ada.id,
      name: 'Ada',
      email: sample.ada.email,
      role: 'staff',
      locale: 'en',
    };
    expect((await cancelBooking(staff, { publicId: booking.publicId }, now)).ok).toBe(true);
    expect((await book(on('2026-11-29', '11:00'), 'after@example.org', { subject: 'History', group: '' })).ok).toBe(
      true,
    );
    expect(await appointments('2026-11-29')).toMatchObject([{ resourceId: first.resourceId, groupId: null }]);
  });

  test('is not one whose calendar cannot be asked, while somebody else is free', async () => {
    await db().resource.update({ where: { id: sample.librarian.id }, data: { syncPolicy: { stale: 'closed' } } });
    const linkId = await linkToCalendar(sample.librarian.id, sample.ada.id);
    await db().calendarLink.update({ where: { id: linkId }, data: { state: 'degraded' } });
    const ada = { subject: 'History', group: '', with: 'ada-park' };
    expect(await book(on('2026-11-30', '09:00'), 'closed@example.org', ada)).toMatchObject({
      refusal: { code: 'calendar_unknown' },
    });
    expect((await book(on('2026-11-30', '09:00'), 'open@example.org')).ok).toBe(true);
    const [made] = await appointments('2026-11-30');
    expect(made?.resourceId).not.toBe(sample.librarian.id);
    await db().calendarLink.delete({ where: { id: linkId } });
  });
});

describe('the page of a team', () => {
  test('has what somebody offers, each time once, and everything it offers is accepted', async () => {
    const date = '2026-12-01';
    const view = await look({ from: date });
    const [day] = view.days;
    expect(day).toMatchObject({ date, slots: { length: 6 } });
    for (const [n, { start, at }] of (day?.slots ?? []).entries())
      for (const { personId } of n % 2 === 0 ? at : []) {
        const slug = view.people.find(({ id }) => id === personId)?.slug;
        expect(
          await book(start.toISOString(), `${slug}${n}@example.org`, n % 4 === 0 ? { with: slug } : {}),
        ).toMatchObject({ ok: true });
      }
    const after = await look({ from: date });
    expect(after.days[0]?.slots.map(({ start }) => start)).toEqual(
      ['09:30', '10:30', '11:30'].map((time) => moment(date, time)),
    );
    expect(await book(on(date, '09:00'), 'late@example.org')).toMatchObject({ refusal: { code: 'slot_taken' } });
  });

  test('says where it goes on when nobody is free on its days, and nothing of why', async () => {
    await db().absence.createMany({
      data: team.map(({ id: resourceId }) => {
        return { resourceId, fromDate: new Date('2026-11-20'), toDate: new Date('2026-12-03'), note: 'secret' };
      }),
    });
    const view = await look({});
    expect(view.days.flatMap(({ slots }) => slots)).toEqual([]);
    expect(view.nextFree).toEqual(moment('2026-12-04', '09:00'));
    expect(JSON.stringify(view)).not.toContain('secret');
    await db().absence.deleteMany();
  });

  test('is asked of by kind, place and person; a kind is one for all who name it alike', async () => {
    const [ada, ben, carla] = team;
    if (!ada || !ben || !carla) throw new Error('nobody is there');
    const kind = (resourceId: number, name: string, minutes: number) =>
      db().appointmentKind.create({ data: { resourceId, name, minutes } });
    await kind(ada.id, 'Research help', 60);
    await kind(ben.id, ' research Help', 60);
    await kind(ben.id, 'Research help', 45);
    const place = (resourceId: number, data: object) =>
      db().appointmentPlace.create({ data: { resourceId, kind: 'desk', name: 'Desk', ...data } });
    await place(ada.id, { position: 0 });
    const online = await place(ada.id, { kind: 'online', name: 'Video', position: 1 });
    const [rule] = await db().availabilityRule.findMany({ where: { resourceId: ada.id } });
    await db().availabilityRulePlace.create({ data: { ruleId: rule?.id ?? 0, placeId: online.id } });

    const view = await look({ from: '2026-12-03', kind: '60-research help' });
    expect(view.kinds.map(({ key }) => key)).toEqual(['60-research help', '45-research help', KIND]);
    expect(view.people.map(({ name }) => name)).toEqual(['Ada Park', 'Ben Okafor']);
    const here = `${sample.location.id}`;
    expect(view.wheres.map(({ key }) => key)).toEqual([here, 'online']);
    const [slot] = view.days[0]?.slots ?? [];
    expect(slot?.at.map(({ where }) => where)).toEqual(['online', here]);
    const byVideo = await look({
      from: '2026-12-03',
      kind: '60-research help',
      where: 'online',
      start: slot?.start.toISOString(),
    });
    expect(byVideo.chosen?.people).toMatchObject([{ name: 'Ada Park', place: { name: 'Video' } }]);

    const more = { kind: '60-research help', where: here };
    expect((await book(on('2026-12-03', '09:00'), 'research@example.org', more)).ok).toBe(true);
    expect(await appointments('2026-12-03')).toMatchObject([{ resourceId: ben.id, kindName: ' research Help' }]);
    expect(await book(on('2026-12-03', '10:00'), 'r@example.org', { kind: 'none' })).toMatchObject({
      refusal: { code: 'not_offered' },
    });
  });

  test('shows what most of its people offer until somebody asks for something else', async () => {
    const [ada, , carla, david] = team.map(({ id }) => ({ resourceId: id }));
    if (!ada || !carla || !david) throw new Error('nobody is there');
    const members = { create: [ada, carla, david] };
    await db().appointmentGroup.create({ data: { name: 'Mixed', slug: 'mixed', members } });
    const { kinds, kind, usualKind, people } = await look({ group: 'mixed', from: '2026-12-03' });
    expect(kinds.map(({ key }) => key)).toEqual(['60-research help', KIND]);
    expect([kind?.key, usualKind?.key]).toEqual([KIND, KIND]);
    expect(people.map(({ name }) => name)).toEqual(['Carla Mendes', 'David Chen']);
    const asked = await look({ group: 'mixed', from: '2026-12-03', kind: '60-research help' });
    expect([asked.kind?.key, asked.usualKind?.key]).toEqual(['60-research help', KIND]);
    // As many offer the one as the other: the order decides.
    expect((await look({ from: '2026-12-03' })).kind?.key).toBe('60-research help');
  });

  test('is there for whom the group, and its people, may be shown to', async () => {
    await db().category.update({ where: { id: sample.desks.id }, data: { access: 'unlisted' } });
    expect((await look({})).people).toEqual([]);
    await db().category.update({ where: { id: sample.desks.id }, data: { access: 'public' } });
    await db().appointmentGroup.update({ where: { slug: 'help' }, data: { access: 'staff', anyMember: false } });
    expect(await viewTeam(guest, { group: 'help' }, now)).toMatchObject({ refusal: { code: 'not_found' } });
    expect(await book(on('2026-12-04', '09:00'), 'r@example.org')).toMatchObject({ refusal: { code: 'not_found' } });
    await db().appointmentGroup.update({ where: { slug: 'help' }, data: { access: 'unlisted' } });
    expect((await look({})).team.anyMember).toBe(false);
    expect(await book(on('2026-12-04', '09:00'), 'r@example.org')).toMatchObject({
      refusal: { code: 'invalid', fields: { with: 'required' } },
    });
    await db().appointmentGroup.update({ where: { slug: 'help' }, data: { active: false } });
    expect(await viewTeam(guest, { group: 'help' }, now)).toMatchObject({ refusal: { code: 'not_found' } });
    await db().appointmentGroup.update({ where: { slug: 'help' }, data: { active: true, anyMember: true } });
  });

  test('says why nothing is offered to whoever has to sign in first', async () => {
    await db().category.update({ where: { id: sample.desks.id }, data: { signInRequired: true } });
    expect(await look({})).toMatchObject({ barred: { code: 'sign_in_required' }, nextFree: null });
    expect(await book(on('2026-12-04', '09:00'), 'r@example.org')).toMatchObject({
      refusal: { code: 'sign_in_required' },
    });
    await db().category.update({ where: { id: sample.desks.id }, data: { signInRequired: null } });
    expect((await look({ from: '2030-01-01', kind: KIND })).from).toBe('2026-12-04');
  });

  test('asks as many questions for thirty people as for three, and few once it is known', async () => {
    const three = await db().appointmentGroup.create({
      data: { name: 'Three', slug: 'three', members: { create: team.slice(1).map(({ id }) => ({ resourceId: id })) } },
    });
    const many = await db().resource.createManyAndReturn({
      data: Array.from({ length: 30 }, (_, n) => ({
        ...{ kind: 'person' as const, categoryId: sample.desks.id, name: `Person ${n}`, slug: `person-${n}` },
      })),
    });
    await db().availabilityRule.createMany({ data: many.map(({ id }) => ({ resourceId: id, ...everyDay(540, 720) })) });
    await db().appointmentGroup.create({
      data: { name: 'Thirty', slug: 'thirty', members: { create: many.map(({ id }) => ({ resourceId: id })) } },
    });
    const queries = (group: string) => countQueries(() => look({ group, weeks: '4' }));
    // Whatever is kept is of an older version then.
    const forgotten = () =>
      db().appointmentGroup.update({ where: { id: three.id }, data: { position: { increment: 1 } } });
    await forgotten();
    const [cold, warm] = [await queries('three'), await queries('three')];
    await forgotten();
    expect([await queries('thirty'), await queries('thirty')]).toEqual([cold, warm]);
    // The version of what is kept, what is taken, and the count of the search.
    expect(warm).toBe(3);
  });
});

test('guests of one network are counted here too', async () => {
  const from = (network: string, time: string) =>
    bookWithTeam(guest, wish(on('2026-12-03', time), { email: `${network}@example.org` }), now, { keys: [], network });
  const many = Array.from({ length: 119 }, () => ({ key: 'guest unproved lobby', at: now }));
  await db().signInFailure.createMany({ data: many });
  expect((await from('lobby', '09:00')).ok).toBe(true);
  expect(await from('lobby', '10:00')).toMatchObject({ refusal: { code: 'too_many_attempts' } });
  expect((await from('hall', '10:00')).ok).toBe(true);
});
