import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Actor, Person } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { emptyRows } from '@/lib/db/empty-rows.test-data';
import { closeQueue, queue } from '@/lib/db/queue';
import { linkToCalendar, moment, type Sample, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { arrangeAppointmentPlace } from './arrange-appointment-place';
import { bookAppointment } from './book-appointment';
import { changeBooking } from './change-booking';
import { findFormerAddress } from './find-former-address';
import { giveAppointmentPage } from './give-appointment-page';
import { moveInOrder } from './move-in-order';
import { movePersonToCategory } from './move-person-to-category';
import { saveAppointmentGroup } from './save-appointment-group';
import { saveAppointmentSettings } from './save-appointment-settings';
import { saveCategory } from './save-category';
import { saveCategoryRules } from './save-category-rules';
import { saveKind } from './save-kind';
import { removeQuestion, saveQuestion } from './save-question';
import { setOffered, viewWithdrawal } from './set-offered';
import { viewAppointmentAdmin, viewAppointmentGroup, viewNewPage } from './view-appointment-admin';
import { viewAppointmentSettings } from './view-appointment-settings';
import { viewCatalogue } from './view-catalogue';
import { viewCategoryKinds, viewKind, viewPersonKinds } from './view-kinds';
import { viewQuestions } from './view-questions';

testDatabase();
beforeAll(async () => {
  await queue();
});
afterAll(closeQueue);

const now = moment('2026-05-04', '07:00');
const guest: Actor = { kind: 'guest' };
let sample: Sample;
let admin: Person;
/** Who has the page of the sample, and somebody of the staff who has none. */
let ada: Person;
let bo: Person;

beforeEach(async () => {
  await emptyRows();
  sample = await sampleLibrary();
  const account = async (name: string, role: 'admin' | 'staff') => {
    const email = `${name.toLowerCase()}@library.example`;
    const { id } = await db().person.create({ data: { name, email, role } });
    return { kind: 'person', id, name, email, role, locale: 'en' } as const;
  };
  admin = await account('Morgan', 'admin');
  bo = await account('Bo', 'staff');
  const { id, name, email } = sample.ada;
  ada = { kind: 'person', id, name, email, role: 'staff', locale: 'en' };
});

type Given = Promise<{ ok: true; value: { id: number } } | { ok: false; refusal: object }>;
const idOf = async (answer: Given) => {
  const given = await answer;
  if (!given.ok) throw new Error(JSON.stringify(given.refusal));
  return given.value.id;
};
const invalid = (fields: Record<string, string>) => ({ refusal: { code: 'invalid', fields } });
const NOT_ALLOWED = { refusal: { code: 'not_allowed' } };
const NOT_FOUND = { refusal: { code: 'not_found' } };

const help = {
  ...{ name: 'Help', minutes: '45', setupMinutes: '0', cleanupMinutes: '15', minNoticeMinutes: '60' },
  ...{ cancelByMinutes: '120', windowDays: '28', mode: 'both' },
};
const settings = (more: object = {}) => ({
  ...{ id: sample.librarian.id, name: 'Ada Park', slug: 'ada-park', ...more },
});
const group = (more: object = {}) => ({ name: 'Research', slug: 'research', access: 'public', ...more });
const book = (time: string, more: object = {}) =>
  bookAppointment(
    guest,
    {
      ...{ slug: 'ada-park', name: 'Rosa', email: 'rosa@example.org' },
      ...{ start: moment('2026-05-05', time).toISOString(), ...more },
    },
    now,
  );

describe('a kind', () => {
  test('is a person’s own, or a category’s, with what it asks; each deed is on record', async () => {
    const own = await idOf(saveKind(ada, { ...help, resourceId: sample.librarian.id, mode: 'online' }));
    const shared = await idOf(saveKind(admin, { ...help, categoryId: sample.desks.id }));
    expect(await saveQuestion(ada, { kindId: own, label: 'What about?', kind: 'line' })).toMatchObject({ ok: true });
    expect(await saveQuestion(ada, { kindId: own, label: 'Since when?', kind: 'line' })).toMatchObject({ ok: true });
    const asked = await viewQuestions(ada, { kindId: own });
    const [, second] = asked.ok ? asked.value : [];
    expect(await moveInOrder(ada, { kind: 'question', id: second?.id, direction: 'up' })).toMatchObject({
      value: { name: 'Since when?', place: 1, count: 2 },
    });
    expect(await removeQuestion(ada, { id: second?.id })).toMatchObject({ ok: true });
    expect(await viewPersonKinds(ada, {})).toMatchObject({
      value: {
        kinds: [{ id: own, minutes: 45, modes: ['online'], questions: ['What about?'] }],
        ofCategory: [{ id: shared }],
      },
    });
    expect(await viewCategoryKinds(admin, sample.desks.id)).toMatchObject({ value: [{ id: shared, modes: [] }] });
    const acts = (await db().auditEntry.findMany({ orderBy: { id: 'asc' } })).map(({ act, personId }) => [
      act,
      personId,
    ]);
    expect(acts).toEqual([
      ['kind.saved', ada.id],
      ['kind.saved', admin.id],
      ...Array(2).fill(['question.saved', ada.id]),
      ['catalogue.ordered', ada.id],
      ['question.removed', ada.id],
    ]);
  });

  test('keeps within its bounds, and a problem stands at its field', async () => {
    const ask = (more: object) => saveKind(ada, { ...help, resourceId: sample.librarian.id, ...more });
    const refused: [object, Record<string, string>][] = [
      [{ minutes: '9' }, { minutes: 'out_of_range' }],
      [{ minutes: '301' }, { minutes: 'out_of_range' }],
      [{ minutes: '' }, { minutes: 'required' }],
      [{ setupMinutes: '181' }, { setupMinutes: 'out_of_range' }],
      [{ cleanupMinutes: '-1' }, { cleanupMinutes: 'not_whole_number' }],
      [{ minNoticeMinutes: '10081' }, { minNoticeMinutes: 'out_of_range' }],
      [{ cancelByMinutes: '10081' }, { cancelByMinutes: 'out_of_range' }],
      [{ windowDays: '366' }, { windowDays: 'out_of_range' }],
      [{ mode: 'by post' }, { mode: 'required' }],
      [{ name: ' ' }, { name: 'required' }],
    ];
    for (const [more, fields] of refused) expect(await ask(more)).toMatchObject(invalid(fields));
    const least = { name: 'Short', minutes: '10', setupMinutes: '180', cleanupMinutes: '180', windowDays: '0' };
    expect(await ask(least)).toMatchObject({ ok: true });
    const most = { name: 'Long', minutes: '300', minNoticeMinutes: '10080', cancelByMinutes: '10080' };
    expect(await ask(most)).toMatchObject({ ok: true });
  });

  test('has a name of its own among its like, and asks ten questions at most', async () => {
    const resourceId = sample.librarian.id;
    const kindId = await idOf(saveKind(ada, { ...help, resourceId }));
    expect(await saveKind(ada, { ...help, resourceId, name: 'HELP' })).toMatchObject(invalid({ name: 'name_taken' }));
    expect(await saveKind(ada, { ...help, id: kindId })).toMatchObject({ ok: true });
    await db().question.createMany({
      data: Array.from({ length: 10 }, (_, at) => ({ kindId, label: `${at}`, kind: 'line' })),
    });
    const more = await saveQuestion(ada, { kindId, label: 'One more?', kind: 'line' });
    expect(more).toMatchObject(invalid({ label: 'too_many' }));
  });

  test('made longer leaves what is booked as it is; switched off it is offered no more, and says what stays', async () => {
    const kindId = await idOf(saveKind(ada, { ...help, resourceId: sample.librarian.id }));
    const booked = await book('10:00', { kindId });
    if (!booked.ok) throw new Error(booked.refusal.code);
    const before = await db().occupancy.findMany({ orderBy: { id: 'asc' } });
    expect(await viewKind(ada, { id: kindId }, now)).toMatchObject({ value: { upcoming: 1 } });
    await idOf(saveKind(ada, { ...help, id: kindId, minutes: '120', setupMinutes: '60' }));
    expect(await db().occupancy.findMany({ orderBy: { id: 'asc' } })).toEqual(before);
    await idOf(saveKind(ada, { ...help, id: kindId }));

    const shown = await viewWithdrawal(ada, { what: 'kind', id: kindId }, now);
    expect(shown).toMatchObject({ value: { name: 'Help', bookings: { count: 1, first: [{ patronName: 'Rosa' }] } } });
    expect(await setOffered(ada, { what: 'kind', id: kindId, active: 'off' }, now)).toMatchObject({ ok: true });
    expect(await db().booking.count({ where: { status: 'confirmed' } })).toBe(1);
    expect(await book('11:00', { kindId })).toMatchObject({ refusal: { code: 'not_offered' } });
    // Whoever has one goes to another time by its length all the same.
    const { publicId, key } = booked.value;
    const start = moment('2026-05-05', '11:00').toISOString();
    expect(await changeBooking(guest, { publicId, key, start }, now)).toMatchObject({ ok: true });
    expect(await db().bookingItem.findMany()).toMatchObject([
      { startsAt: moment('2026-05-05', '11:00'), endsAt: moment('2026-05-05', '11:45') },
    ]);
  });

  test('speaks for its appointments when the category’s rules change; without one these do', async () => {
    const kindId = await idOf(saveKind(ada, { ...help, resourceId: sample.librarian.id }));
    expect(await book('10:00', { kindId })).toMatchObject({ ok: true });
    await setOffered(ada, { what: 'kind', id: kindId, active: 'off' }, now);
    expect(await book('11:00', { email: 'pat@example.org' })).toMatchObject({ ok: true });
    const rules = {
      ...{ categoryId: sample.desks.id, fixedPeriods: 'no', stepMinutes: '20', minMinutes: '20', maxMinutes: '20' },
      ...{ defaultMinutes: '20', minNoticeMinutes: '0', windowDays: '14', rolloverMinute: '00:00' },
      ...{ cancelByMinutes: '0', setupMinutes: '0', cleanupMinutes: '0', gapMinutes: '0', gapScope: 'category' },
      signInRequired: 'as_location',
    };
    expect(await saveCategoryRules(admin, rules, now)).toMatchObject({
      value: { saved: false, old: [{ start: moment('2026-05-05', '11:00'), broken: ['too_long'] }] },
    });
    const periods = { 'periods.0.starts': '09:00', 'periods.0.ends': '10:00', 'periods.0.day1': 'on' };
    expect(await saveCategoryRules(admin, { ...rules, ...periods, fixedPeriods: 'yes' }, now)).toMatchObject(
      invalid({ fixedPeriods: 'invalid' }),
    );
  });
});

describe('a person’s settings', () => {
  test('are saved whole; a new name reaches Outlook, and the former address leads on', async () => {
    const linkId = await linkToCalendar(sample.librarian.id, ada.id);
    expect(await book('10:00')).toMatchObject({ ok: true });
    await db().pushJob.deleteMany({});
    const more = {
      ...{ name: 'Ada of the maps', slug: 'Maps', subjects: 'Maps, Globes\nMaps', description: 'Ask me.' },
      ...{ emailDomains: '@Example.org', remindBefore: '1440', followUpAfter: '0', followUpWords: 'Thank you.' },
    };
    await idOf(saveAppointmentSettings(ada, settings(more), now));
    expect(await viewAppointmentSettings(ada, {})).toMatchObject({
      value: {
        ...{ name: 'Ada of the maps', fullName: 'Ada Park', slug: 'maps', subjects: ['Maps', 'Globes'] },
        settings: { emailDomains: ['example.org'], remindBefore: 1440, followUpAfter: 0, followUpWords: 'Thank you.' },
      },
    });
    expect(await db().pushJob.findMany()).toMatchObject([{ linkId }]);
    expect(await findFormerAddress('ada-park')).toEqual({ ok: true, value: 'maps' });

    // Nobody else gets it, and its owner may have it back.
    expect(await saveAppointmentGroup(admin, group({ slug: 'ada-park' }))).toMatchObject(
      invalid({ slug: 'address_taken' }),
    );
    await idOf(saveAppointmentSettings(ada, settings(), now));
    expect(await findFormerAddress('ada-park')).toMatchObject(NOT_FOUND);
    expect(await findFormerAddress('maps')).toEqual({ ok: true, value: 'ada-park' });
  });

  test('keep within their bounds, and a problem stands at its field', async () => {
    const refused: [object, Record<string, string>][] = [
      [{ slug: 'a' }, { slug: 'not_address' }],
      [{ slug: 'Ada Park' }, { slug: 'not_address' }],
      [{ slug: 'x'.repeat(61) }, { slug: 'not_address' }],
      [{ slug: 'subjects' }, { slug: 'address_taken' }],
      [{ name: '' }, { name: 'required' }],
      [{ emailDomains: 'no domain' }, { emailDomains: 'not_domain' }],
      [{ remindBefore: '10081' }, { remindBefore: 'out_of_range' }],
      [{ followUpAfter: '10081', followUpWords: 'Hello' }, { followUpAfter: 'out_of_range' }],
      [{ followUpAfter: '60' }, { followUpWords: 'required' }],
      [{ subjects: Array.from({ length: 21 }, (_, at) => at).join() }, { subjects: 'too_many' }],
    ];
    for (const [more, fields] of refused)
      expect(await saveAppointmentSettings(ada, settings(more), now)).toMatchObject(invalid(fields));
  });

  test('an address belongs to one person or group', async () => {
    await idOf(saveAppointmentGroup(admin, group()));
    const taken = invalid({ slug: 'address_taken' });
    expect(await saveAppointmentSettings(ada, settings({ slug: 'research' }), now)).toMatchObject(taken);
    const page = { personId: bo.id, categoryId: sample.desks.id };
    expect(await giveAppointmentPage(admin, { ...page, slug: 'ada-park' })).toMatchObject(taken);
    await idOf(giveAppointmentPage(admin, { ...page, slug: 'bo' }));
    expect(await saveAppointmentSettings(ada, settings({ slug: 'bo' }), now)).toMatchObject(taken);
    expect(await saveAppointmentGroup(admin, group({ name: 'Other', slug: 'bo' }))).toMatchObject(taken);
  });

  test('who may book by the domain of the address is judged with the booking itself', async () => {
    await idOf(saveAppointmentSettings(ada, settings({ emailDomains: 'library.example' }), now));
    expect(await book('10:00')).toEqual({
      ...{ ok: false, refusal: { code: 'not_in_domains', domains: ['library.example'] } },
    });
    expect(await db().booking.count()).toBe(0);
    expect(await book('10:00', { email: 'Pat@Library.example' })).toMatchObject({ ok: true });
  });
});

describe('admins', () => {
  test('make categories of people and give pages; the catalogue of spaces shows neither', async () => {
    const locationId = sample.location.id;
    const categoryId = await idOf(
      saveCategory(admin, { kind: 'person', locationId, name: 'Makers', access: 'public' }),
    );
    expect(await viewNewPage(admin)).toMatchObject({
      value: {
        accounts: [{ name: 'Bo' }, { name: 'Morgan' }],
        categories: [{ name: 'Librarians' }, { name: 'Makers' }],
      },
    });
    const page = { personId: bo.id, categoryId, slug: 'bo', subjects: 'Wood' };
    expect(await giveAppointmentPage(admin, { ...page, categoryId: sample.study.id })).toMatchObject(
      invalid({ categoryId: 'required' }),
    );
    const id = await idOf(giveAppointmentPage(admin, page));
    expect(await giveAppointmentPage(admin, { ...page, slug: 'bo-again' })).toMatchObject(
      invalid({ personId: 'required' }),
    );
    expect(await viewAppointmentAdmin(admin)).toMatchObject({
      value: {
        locations: [
          { categories: [{ name: 'Librarians' }, { name: 'Makers', people: [{ id, name: 'Bo', slug: 'bo' }] }] },
        ],
      },
    });
    const catalogue = await viewCatalogue(admin);
    const names = catalogue.ok ? catalogue.value.flatMap(({ categories }) => categories.map(({ name }) => name)) : [];
    expect(names).toEqual(['Study rooms', 'Meeting rooms']);
    // A category stays what it is.
    expect(await saveCategory(admin, { id: categoryId, locationId, name: 'Rooms', access: 'public' })).toMatchObject(
      NOT_FOUND,
    );
    expect(await saveKind(admin, { ...help, categoryId: sample.study.id })).toMatchObject(NOT_FOUND);
  });

  test('move a person only while nothing is to come, and take a page away with its appointments in sight', async () => {
    const { id } = sample.librarian;
    const categoryId = await idOf(
      saveCategory(admin, { kind: 'person', locationId: sample.location.id, name: 'Makers', access: 'public' }),
    );
    expect(await book('10:00')).toMatchObject({ ok: true });
    expect(await movePersonToCategory(admin, { id, categoryId }, now)).toMatchObject(
      invalid({ categoryId: 'person_has_bookings' }),
    );
    expect(await movePersonToCategory(admin, { id, categoryId: sample.study.id }, now)).toMatchObject(
      invalid({ categoryId: 'required' }),
    );
    expect(await viewWithdrawal(admin, { what: 'person', id }, now)).toMatchObject({
      value: { bookings: { count: 1 } },
    });
    expect(await setOffered(admin, { what: 'person', id, active: 'off' }, now)).toMatchObject({ ok: true });
    expect(await book('11:00')).toMatchObject({ ok: false });
    expect(await db().booking.count({ where: { status: 'confirmed' } })).toBe(1);
    const later = moment('2026-05-06', '07:00');
    expect(await movePersonToCategory(admin, { id, categoryId }, later)).toMatchObject({ ok: true });
    expect(await db().resource.findUnique({ where: { id } })).toMatchObject({ categoryId });
  });

  test('move a person to another location: rooms of the former one are not met in any more, other places are', async () => {
    const { id } = sample.librarian;
    const elsewhere = await db().location.create({ data: { name: 'Annex', timeZone: 'Europe/Berlin' } });
    const places = { resourceId: id, directions: '' };
    const room = await db().appointmentPlace.create({
      data: { ...places, kind: 'room', name: 'Quiet', spaceId: sample.quiet.id },
    });
    await db().appointmentPlace.create({ data: { ...places, kind: 'desk', name: 'Desk', position: 1 } });
    const move = (categoryId: number) => movePersonToCategory(admin, { id, categoryId }, now);
    const category = async (locationId: number) =>
      idOf(saveCategory(admin, { kind: 'person', locationId, name: 'Makers', access: 'public' }));
    expect(await move(await category(sample.location.id))).toMatchObject({ value: { rooms: 0 } });
    expect(await move(await category(elsewhere.id))).toMatchObject({ value: { rooms: 1 } });
    const offered = await db().appointmentPlace.findMany({ where: { resourceId: id, active: true } });
    expect(offered.map(({ name }) => name)).toEqual(['Desk']);
    const again = { placeId: room.id, act: 'activate' };
    expect(await arrangeAppointmentPlace(ada, again)).toMatchObject(invalid({ space: 'room_elsewhere' }));
    expect(await move(sample.desks.id)).toMatchObject({ value: { rooms: 0 } });
    expect(await arrangeAppointmentPlace(ada, again)).toMatchObject({ ok: true });
  });

  test('put people into groups, and no spaces', async () => {
    const members = `${sample.librarian.id}`;
    const id = await idOf(saveAppointmentGroup(admin, group({ members, anyMember: 'on' })));
    expect(await viewAppointmentGroup(admin, { id })).toMatchObject({
      value: { group: { members: [sample.librarian.id], anyMember: true }, people: [{ name: 'Ada Park' }] },
    });
    expect(await saveAppointmentGroup(admin, group({ slug: 'other' }))).toMatchObject(invalid({ name: 'name_taken' }));
    expect(await saveAppointmentGroup(admin, group({ id, members: `${sample.quiet.id}` }))).toMatchObject(
      invalid({ members: 'invalid' }),
    );
    await idOf(saveAppointmentGroup(admin, group({ id, slug: 'library-research' })));
    expect(await db().appointmentGroupMember.count()).toBe(0);
    expect(await findFormerAddress('research')).toEqual({ ok: true, value: 'library-research' });
    expect(await setOffered(admin, { what: 'group', id, active: 'off' }, now)).toMatchObject({ ok: true });
    expect(await db().appointmentGroup.findUnique({ where: { id } })).toMatchObject({ active: false });
  });

  test('alone arrange all that; people what is theirs, and nothing of others', async () => {
    const own = await idOf(saveKind(ada, { ...help, resourceId: sample.librarian.id }));
    const shared = await idOf(saveKind(admin, { ...help, categoryId: sample.desks.id }));
    await saveQuestion(ada, { kindId: own, label: 'What?', kind: 'line' });
    const question = await db().question.findFirstOrThrow();
    const before = await db().auditEntry.count();
    const { id } = sample.librarian;
    for (const actor of [guest, { ...ada, role: 'patron' } as const, bo])
      for (const answer of [
        ...[saveKind(actor, { ...help, id: own }), saveKind(actor, { ...help, resourceId: id })],
        ...[
          viewKind(actor, { id: own }, now),
          viewPersonKinds(actor, { id }),
          viewWithdrawal(actor, { what: 'kind', id: own }, now),
        ],
        ...[setOffered(actor, { what: 'kind', id: own, active: 'off' }, now), viewQuestions(actor, { kindId: own })],
        ...[saveQuestion(actor, { kindId: own, label: 'X', kind: 'line' }), removeQuestion(actor, { id: question.id })],
        ...[moveInOrder(actor, { kind: 'kind', id: own, direction: 'up' })],
        ...[moveInOrder(actor, { kind: 'question', id: question.id, direction: 'up' })],
        ...[saveAppointmentSettings(actor, settings(), now), viewAppointmentSettings(actor, { id })],
      ])
        expect(await answer).toMatchObject(NOT_ALLOWED);
    for (const actor of [bo, ada])
      for (const answer of [
        ...[saveKind(actor, { ...help, id: shared }), saveKind(actor, { ...help, categoryId: sample.desks.id })],
        ...[viewKind(actor, { id: shared }, now), viewCategoryKinds(actor, sample.desks.id)],
        ...[saveQuestion(actor, { kindId: shared, label: 'X', kind: 'line' })],
        ...[saveQuestion(actor, { categoryId: sample.study.id, label: 'X', kind: 'line' })],
        ...[moveInOrder(actor, { kind: 'space', id: sample.quiet.id, direction: 'up' })],
        ...[giveAppointmentPage(actor, { personId: bo.id, categoryId: sample.desks.id, slug: 'bo' })],
        ...[
          movePersonToCategory(actor, { id, categoryId: sample.desks.id }, now),
          saveAppointmentGroup(actor, group()),
        ],
        ...[
          setOffered(actor, { what: 'person', id, active: 'off' }, now),
          viewWithdrawal(actor, { what: 'person', id }, now),
        ],
        ...[viewAppointmentAdmin(actor), viewNewPage(actor), viewAppointmentGroup(actor, {})],
      ])
        expect(await answer).toMatchObject(NOT_ALLOWED);
    expect(await db().auditEntry.count()).toBe(before);
    // A kind that is there is not made somebody else's by what the form names.
    await idOf(saveKind(ada, { ...help, id: own, resourceId: 999, categoryId: sample.desks.id }));
    expect(await db().appointmentKind.findUnique({ where: { id: own } })).toMatchObject({
      resourceId: id,
      categoryId: null,
    });
    expect(await viewPersonKinds(bo, {})).toEqual({ ok: true, value: null });
  });
});
