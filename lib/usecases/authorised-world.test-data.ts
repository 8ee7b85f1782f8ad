import type { Actor, Role } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { queue } from '@/lib/db/queue';
import { linkToCalendar, moment, sampleLibrary } from '@/lib/db/sample-library.test-data';
import type { Who } from './authorisation.test-data';
import { proposeSeries } from './propose-series';

/** Ids of what use cases are asked about; all of it is of the first location. */
export type Things = Record<string, number>;

/** Somebody of each kind, and one of each thing they may ask about: in a location, beside another that is empty. */
export async function authorisedWorld(now: Date): Promise<{ actors: Record<Who, Actor>; things: Things }> {
  const sample = await sampleLibrary();
  const { location, study, desks, quiet, corner, east, librarian } = sample;
  const other = await db().location.create({ data: { name: 'Branch', timeZone: 'America/New_York' } });
  await queue();
  const actors = await everybody(location.id, other.id);
  const idOf = (who: Who) => (actors[who] as Extract<Actor, { kind: 'person' }>).id;
  const admin = idOf('admin');

  const visit = await db().visit.create({ data: { id: crypto.randomUUID(), createdAt: now } });
  const booking = await book('bkng2345', { resourceId: quiet.id, from: '10:00', to: '11:00' });
  await book('rqst2345', { resourceId: corner.id, from: '10:00', to: '11:00', status: 'mediation' });
  await book('vist2345', { resourceId: east.id, from: '14:00', to: '15:00', visitId: visit.id });
  const appointment = await book('appt2345', { resourceId: librarian.id, from: '10:00', to: '10:30' });
  await db().appointment.create({ data: { bookingId: appointment.id, resourceId: librarian.id } });

  await db().mediator.create({ data: { personId: idOf('mediator'), locationId: location.id } });
  const series = await db().bookingSeries.create({ data: { rule: {}, state: 'done', createdById: admin } });
  await db().booking.update({ where: { id: booking.id }, data: { seriesId: series.id } });
  const asked = { date: '2026-11-26', start: '10:00', minutes: '60', name: 'Sam', email: 'sam@example.org' };
  const draft = await proposeSeries(actors.staff, { ...asked, spaces: `${corner.id}` }, now);
  if (!draft.ok) throw new Error(draft.refusal.code);
  const ban = await db().ban.create({ data: { email: 'sam@example.org', reason: 'x', locationId: location.id } });
  const zone = await db().zone.create({ data: { locationId: location.id, name: 'First floor' } });
  const question = await db().question.create({ data: { categoryId: study.id, label: 'Why?', kind: 'line' } });
  const kind = await db().appointmentKind.create({ data: { categoryId: desks.id, name: 'Help', minutes: 30 } });
  const place = await db().appointmentPlace.create({ data: { resourceId: librarian.id, kind: 'desk', name: 'Desk' } });
  const absence = await db().absence.create({
    data: { resourceId: librarian.id, fromDate: new Date('2026-12-01'), toDate: new Date('2026-12-02') },
  });
  const rule = await db().availabilityRule.findFirstOrThrow();
  const change = await db().hoursChange.create({
    data: { locationId: location.id, change: { kind: 'inherit' }, createdById: admin },
  });
  const ownPage = await db().resource.create({
    data: { kind: 'person', categoryId: desks.id, personId: idOf('staff'), name: 'Sam Staff', slug: 'sam-staff' },
  });
  const feed = { keySeed: 'x', name: '', createdAt: now };
  const ownFeed = await db().calendarFeed.create({ data: { ...feed, resourceId: ownPage.id } });
  const spaceFeed = await db().calendarFeed.create({ data: { ...feed, resourceId: quiet.id } });
  const link = await linkToCalendar(quiet.id, admin);
  const side = {
    start: booking.startsAt.toISOString(),
    end: booking.endsAt.toISOString(),
    showAs: 'busy',
    allDay: false,
  };
  const conflict = await db().syncConflict.create({
    data: {
      ...{ linkId: link, resourceId: quiet.id, bookingId: booking.id, kind: 'foreign_over_booking' },
      evidence: { ours: side, theirs: side },
    },
  });
  const things = {
    ...{ location: location.id, category: study.id, space: quiet.id, person: librarian.id, zone: zone.id },
    ...{ question: question.id, kind: kind.id, account: idOf('patron'), booking: booking.id, series: series.id },
    ...{ ban: ban.id, place: place.id, absence: absence.id, rule: rule.id, change: change.id, case: conflict.id },
    ...{ desks: desks.id, draft: draft.value.seriesId, link, ownPage: ownPage.id, ownFeed: ownFeed.id },
    ...{ spaceFeed: spaceFeed.id },
  };
  return { actors, things };
}

/** `here` and `there`: locations. */
async function everybody(here: number, there: number): Promise<Record<Who, Actor>> {
  const account = async (name: string, role: Role, locations: number[] = []): Promise<Actor> => {
    const email = name === 'patron' ? 'rosa@example.org' : `${name.toLowerCase()}@library.example`;
    const { id } = await db().person.create({ data: { name, email, role } });
    return { kind: 'person', id, name, email, role, locale: 'en', locations };
  };
  return {
    guest: { kind: 'guest' },
    client: { kind: 'client', id: 1, name: 'A program' },
    patron: await account('patron', 'patron'),
    otherPatron: await account('otherPatron', 'patron'),
    reader: await account('reader', 'read_only', [here]),
    mediator: await account('mediator', 'mediator', [here]),
    staff: await account('staff', 'staff', [here]),
    staffElsewhere: await account('staffElsewhere', 'staff', [there]),
    manager: await account('manager', 'manager', [here]),
    managerElsewhere: await account('managerElsewhere', 'manager', [there]),
    admin: await account('admin', 'admin'),
  };
}

/** Whose bookings are asked about: nobody else is to read it. */
export const SECRET_NAME = 'Rosalind Ardent';

type Wish = { resourceId: number; from: string; to: string; status?: 'mediation'; visitId?: string };

/** Rosalind’s, on the Monday after. */
async function book(publicId: string, { resourceId, from, to, status, visitId }: Wish) {
  const times = { startsAt: moment('2026-11-23', from), endsAt: moment('2026-11-23', to) };
  const { id } = await db().booking.create({
    data: {
      ...{ publicId, status: status ?? ('confirmed' as const), visitId },
      ...{ patronName: SECRET_NAME, patronEmail: 'rosa@example.org', note: 'Rosalind’s note' },
      items: { create: { resourceId, ...times } },
      occupancy: { create: { resourceId, ...times } },
    },
  });
  return { id, ...times };
}
