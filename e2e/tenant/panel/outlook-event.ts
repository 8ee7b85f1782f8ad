import { DAY_MS, dateOfDay } from '../calendar/days';
import { wallOf } from '../calendar/zones';
import { type FoundEvent, findEvent } from '../graph/find-event';
import { GraphProblem } from '../graph/problem';
import type { Call } from '../router';
import { itemId } from '../store/item-ids';
import type { Mailbox } from '../store/mailbox';
import { mailboxOf } from '../world';
import { type Html, html } from './html';
import { page } from './layout';
import { blankValues, eventForm, type FormValues, valuesOf } from './outlook-form';
import { clockTime, longDate, SHOW_AS_WORDS, zoneOf } from './outlook-week';
import { missingPage } from './people-route';

export function newEventPage(call: Call, filled?: { values: FormValues; problem: string }): Response {
  const mailbox = mailboxOf(call.world, call.params.mailbox ?? '');
  if (!mailbox) return missingPage(`There is no mailbox ${call.params.mailbox}.`);
  const today = dateOfDay(Math.floor(wallOf(zoneOf(mailbox), call.world.clock.now()) / DAY_MS));
  const wanted = call.url.searchParams.get('date') ?? '';
  const values = filled?.values ?? blankValues(/^\d{4}-\d\d-\d\d$/.test(wanted) ? wanted : today);
  const at = `/outlook/${mailbox.user.upn}`;
  return page({
    title: `New event, ${mailbox.user.displayName}`,
    status: filled ? 400 : 200,
    body: html`<p><a href="${at}">${mailbox.user.displayName}’s calendar</a></p><h1>New event</h1>
<p class="soft">In ${mailbox.user.displayName}’s calendar. Times are in ${mailbox.timeZone}.</p>
${filled && html`<p class="error" role="alert">${filled.problem}</p>`}
${eventForm(`${at}/new`, values, true)}`,
  });
}

export function eventPage(call: Call, filled?: { values: FormValues; problem: string }): Response {
  const opened = openEvent(call);
  if (opened instanceof Response) return opened;
  const { mailbox, found } = opened;
  const { event, date, instance } = found;
  const at = `/outlook/${mailbox.user.upn}/events/${itemId(mailbox, event, date, 'immutable')}`;
  const name = instance.fields.subject || '(no title)';
  const isSeries = event.recurrence !== null;
  return page({
    title: name,
    status: filled ? 400 : 200,
    body: html`<p><a href="/outlook/${mailbox.user.upn}?week=${dateOf(mailbox, found)}">${mailbox.user.displayName}’s calendar</a></p>
<h1>${name}</h1>
${eventFacts(mailbox, found)}
${!event.isOrganizer && invitationForm(at)}
<h2>${isSeries && !date ? 'Change the series' : isSeries ? 'Change this occurrence' : 'Change the event'}</h2>
${filled && html`<p class="error" role="alert">${filled.problem}</p>`}
${eventForm(at, filled?.values ?? valuesOf(mailbox, instance.fields), false)}
<h2>Delete</h2>
<form method="post" action="${at}/delete" class="actions">
${!isSeries && html`<button type="submit" class="danger" name="scope" value="one">Delete</button>`}
${isSeries && date && html`<button type="submit" class="danger" name="scope" value="one">Delete this occurrence</button>`}
${isSeries && html`<button type="submit" class="danger" name="scope" value="series">Delete whole series</button>`}
</form>
${isSeries && date && html`<p><a href="/outlook/${mailbox.user.upn}/events/${itemId(mailbox, event, null, 'immutable')}">Open the series</a></p>`}`,
  });
}

export function openEvent(call: Call): { mailbox: Mailbox; found: FoundEvent } | Response {
  const mailbox = mailboxOf(call.world, call.params.mailbox ?? '');
  if (!mailbox) return missingPage(`There is no mailbox ${call.params.mailbox}.`);
  try {
    return { mailbox, found: findEvent(mailbox, call.params.event ?? '') };
  } catch (error) {
    if (error instanceof GraphProblem) return missingPage('This event is not in the calendar any more.');
    throw error;
  }
}

export function dateOf(mailbox: Mailbox, { instance }: FoundEvent): string {
  const { fields } = instance;
  const wall = fields.isAllDay ? fields.startMs : wallOf(zoneOf(mailbox), fields.startMs);
  return dateOfDay(Math.floor(wall / DAY_MS));
}

function eventFacts(mailbox: Mailbox, { event, instance }: FoundEvent): Html {
  const { fields } = instance;
  const attendees = fields.attendees.map(
    ({ person, status }) => html`<li>${person.name} &lt;${person.address}&gt;: ${status.response}</li>`,
  );
  return html`<dl class="facts card">
<dt>When</dt><dd>${timesOf(mailbox, instance.fields)}</dd>
<dt>Show as</dt><dd>${SHOW_AS_WORDS[fields.showAs]}${fields.sensitivity !== 'normal' && ` · ${fields.sensitivity}`}${instance.isCancelled && ' · cancelled'}</dd>
${fields.locations[0] && html`<dt>Location</dt><dd>${fields.locations[0].displayName}</dd>`}
${event.recurrence && html`<dt>Repeats</dt><dd>${event.recurrence.pattern.type}, every ${event.recurrence.pattern.interval}${event.recurrence.pattern.daysOfWeek.length > 0 && ` on ${event.recurrence.pattern.daysOfWeek.join(', ')}`}; ${rangeWords(event.recurrence.range)}</dd>`}
<dt>Organizer</dt><dd>${event.organizer.name} &lt;${event.organizer.address}&gt;${event.isOrganizer && ' (this mailbox)'}</dd>
${attendees.length > 0 && html`<dt>Attendees</dt><dd><ul class="plain">${attendees}</ul></dd>`}
${fields.body && html`<dt>Text</dt><dd>${fields.body.replace(/<[^>]*>/g, ' ')}</dd>`}
<dt>Change key</dt><dd><code class="small">${instance.changeKey}</code></dd>
</dl>`;
}

function timesOf(mailbox: Mailbox, fields: { isAllDay: boolean; startMs: number; endMs: number }): string {
  const zone = fields.isAllDay ? 'UTC' : zoneOf(mailbox);
  const start = wallOf(zone, fields.startMs);
  const end = wallOf(zone, fields.endMs);
  const startDay = Math.floor(start / DAY_MS);
  const endDay = Math.floor((fields.isAllDay ? end - DAY_MS : end) / DAY_MS);
  if (fields.isAllDay)
    return startDay === endDay
      ? `${longDate(startDay)}, all day`
      : `${longDate(startDay)} to ${longDate(endDay)}, all day`;
  const last = startDay === endDay ? clockTime(end) : `${longDate(endDay)} ${clockTime(end)}`;
  return `${longDate(startDay)} ${clockTime(start)} to ${last} (${mailbox.timeZone})`;
}

function rangeWords(range: { type: string; endDate: string; numberOfOccurrences: number }): string {
  if (range.type === 'endDate') return `until ${range.endDate}`;
  return range.type === 'numbered' ? `${range.numberOfOccurrences} times` : 'without end';
}

function invitationForm(at: string): Html {
  return html`<h2>Respond</h2><form method="post" action="${at}/respond" class="actions">
<button type="submit" name="response" value="accepted">Accept</button>
<button type="submit" name="response" value="tentativelyAccepted" class="second">Tentative</button>
<button type="submit" name="response" value="declined" class="second">Decline</button></form>`;
}
