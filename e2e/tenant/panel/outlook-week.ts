import { DAY_MS, dateOfDay, dayOfDate, weekdayOfDay } from '../calendar/days';
import { type Instance, instancesBetween } from '../calendar/occurrences';
import { instantOf, resolveZone, wallOf } from '../calendar/zones';
import type { Call } from '../router';
import { usersOf } from '../store/directory';
import type { ShowAs } from '../store/event-types';
import { itemId } from '../store/item-ids';
import { defaultCalendar, type Mailbox } from '../store/mailbox';
import { mailboxOf } from '../world';
import { type Html, html } from './html';
import { page } from './layout';
import { missingPage } from './people-route';

export const SHOW_AS_WORDS: Record<ShowAs, string> = {
  free: 'Free',
  tentative: 'Tentative',
  busy: 'Busy',
  oof: 'Out of office',
  workingElsewhere: 'Working elsewhere',
  unknown: 'Unknown',
};

export function mailboxesPage({ world }: Call): Response {
  const groups = [...world.directory.tenants.values()].map((tenant) => {
    const users = usersOf(world.directory, tenant.id).filter((user) => user.hasMailbox);
    const link = (kind: 'room' | 'person') =>
      users
        .filter((user) => (user.kind === 'room') === (kind === 'room'))
        .map(
          (user) =>
            html`<li><a href="/outlook/${user.upn}">${user.displayName}</a> <span class="soft small">${user.upn}</span></li>`,
        );
    const rooms = link('room');
    return html`<section class="card"><h2>${tenant.displayName}</h2><div class="row"><div><h3>People</h3><ul class="plain">${link('person')}</ul></div>${rooms.length > 0 && html`<div><h3>Rooms</h3><ul class="plain">${rooms}</ul></div>`}</div></section>`;
  });
  return page({
    title: 'Outlook',
    body: html`<h1>Outlook</h1><p>Whose calendar do you want to see? What you do there is done by its owner.</p>${groups}`,
  });
}

export function weekPage(call: Call): Response {
  const mailbox = mailboxOf(call.world, call.params.mailbox ?? '');
  if (!mailbox) return missingPage(`There is no mailbox ${call.params.mailbox}.`);
  const zone = zoneOf(mailbox);
  const today = Math.floor(wallOf(zone, call.world.clock.now()) / DAY_MS);
  const wanted = call.url.searchParams.get('week') ?? '';
  const day = /^\d{4}-\d\d-\d\d$/.test(wanted) && !Number.isNaN(Date.parse(wanted)) ? dayOfDate(wanted) : today;
  const monday = day - ((weekdayOfDay(day) + 6) % 7);
  const at = `/outlook/${mailbox.user.upn}`;
  const days = [0, 1, 2, 3, 4, 5, 6].map((offset) => dayColumn(mailbox, zone, monday + offset, today));
  return page({
    title: `${mailbox.user.displayName}, week of ${dateOfDay(monday)}`,
    body: html`<p class="soft small">${mailbox.user.upn} · times in ${mailbox.timeZone}</p>
<h1>${mailbox.user.displayName}: week of ${longDate(monday)}</h1>
<div class="actions"><a class="button" href="${at}/new?date=${dateOfDay(today >= monday && today < monday + 7 ? today : monday)}">New event</a>
<a class="button second" href="${at}?week=${dateOfDay(monday - 7)}">Previous week</a>
<a class="button second" href="${at}">Today</a>
<a class="button second" href="${at}?week=${dateOfDay(monday + 7)}">Next week</a></div>
<form method="get" action="${at}" class="actions goto"><label for="week">Go to date</label><input id="week" name="week" type="date" value="${dateOfDay(day)}"><button type="submit" class="second small">Go</button></form>
<div class="week">${days}</div>`,
  });
}

function dayColumn(mailbox: Mailbox, zone: string, day: number, today: number): Html {
  const events = eventsOn(mailbox, zone, day);
  return html`<section class="day${day === today ? ' today' : ''}" aria-label="${longDate(day)}"><h2>${longDate(day)}${day === today && html` <span class="soft">· today</span>`}</h2>
${events.length === 0 ? html`<p class="soft small">Nothing</p>` : html`<ul class="plain">${events.map((instance) => html`<li>${eventCard(mailbox, zone, day, instance)}</li>`)}</ul>`}</section>`;
}

function eventsOn(mailbox: Mailbox, zone: string, day: number): Instance[] {
  const from = instantOf(zone, day * DAY_MS);
  const to = instantOf(zone, (day + 1) * DAY_MS);
  const inDay = ({ fields }: Instance) =>
    fields.isAllDay
      ? fields.startMs <= day * DAY_MS && fields.endMs > day * DAY_MS
      : fields.startMs < to && fields.endMs > from;
  return [...defaultCalendar(mailbox).events.values()]
    .flatMap((event) => instancesBetween(event, from - DAY_MS, to + DAY_MS))
    .filter(inDay)
    .sort((a, b) => Number(b.fields.isAllDay) - Number(a.fields.isAllDay) || a.fields.startMs - b.fields.startMs);
}

function eventCard(mailbox: Mailbox, zone: string, day: number, instance: Instance): Html {
  const { fields, event, date } = instance;
  const id = itemId(mailbox, event, date, 'immutable');
  const marks = [
    SHOW_AS_WORDS[fields.showAs],
    fields.sensitivity === 'private' && 'private',
    instance.isCancelled && 'cancelled',
    event.recurrence && (instance.type === 'exception' ? 'changed occurrence' : 'repeats'),
    !event.isOrganizer && `invited: ${event.responseStatus.response}`,
  ].filter(Boolean);
  return html`<a class="event ${fields.showAs}${instance.isCancelled ? ' cancelled' : ''}" href="/outlook/${mailbox.user.upn}/events/${id}"><strong>${fields.subject || '(no title)'}</strong>${timesOn(zone, day, instance)}<span class="marks">${marks.join(' · ')}</span></a>`;
}

function timesOn(zone: string, day: number, { fields }: Instance): string {
  if (fields.isAllDay) return 'All day';
  const startWall = wallOf(zone, fields.startMs);
  const endWall = wallOf(zone, fields.endMs);
  const start = startWall < day * DAY_MS ? 'until' : clockTime(startWall);
  const end = endWall > (day + 1) * DAY_MS ? 'on to the next day' : clockTime(endWall);
  return start === 'until' ? `until ${end}` : `${start} – ${end}`;
}

export function zoneOf(mailbox: Mailbox): string {
  return resolveZone(mailbox.timeZone) ?? 'UTC';
}

export function clockTime(wall: number): string {
  return new Date(wall).toISOString().slice(11, 16);
}

export function longDate(day: number): string {
  return new Date(day * DAY_MS).toLocaleDateString('en-GB', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
  });
}
