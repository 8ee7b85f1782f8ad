import { DAY_MS, dateOfDay } from '../../calendar/days';
import { wallOf } from '../../calendar/zones';
import type { Call } from '../../router';
import { itemId, parseItemId } from '../../store/item-ids';
import { bringBack, findPutAway } from '../../store/put-away';
import { html } from '../html';
import { page, readForm, redirect } from '../layout';
import { missingPage, when } from '../people-route';
import { noteAct } from './open-event';
import type { Said } from './said';
import { openView, type View } from './view';
import { whenText } from './words';

/** What left the calendar, the newest first; its owner may bring it back. */
export function deletedPage(call: Call): Response {
  const view = openOwn(call);
  if (view instanceof Response) return view;
  const { mailbox, zone } = view;
  const items = [...(mailbox.putAway ?? [])].reverse();
  const rows = items.map(({ event, folder, at }) => {
    const name = event.fields.subject || '(no title)';
    const id = itemId(mailbox, event, null, 'immutable');
    return html`<tr><td data-name="">${name}${event.recurrence && html` <span class="tag">series</span>`}${folder === 'archive' && html` <span class="tag">archive</span>`}</td>
<td data-name="When">${whenText(zone, event.fields)}</td><td data-name="Deleted">${when(at)}</td>
<td><form method="post" action="/outlook/${mailbox.user.upn}/deleted"><input type="hidden" name="event" value="${id}"><button type="submit" class="second small" aria-label="Restore ${name}">Restore</button></form></td></tr>`;
  });
  return page({
    title: `Deleted items, ${mailbox.user.displayName}`,
    at: '/outlook',
    body: html`<p><a href="${view.link()}">${mailbox.user.displayName}’s calendar</a></p><h1>Deleted items</h1>
${
  rows.length === 0
    ? html`<p class="card">Nothing was deleted.</p>`
    : html`<div class="table"><table class="stack"><thead><tr><th scope="col">Event</th><th scope="col">When</th><th scope="col">Deleted</th><th scope="col"><span class="unseen">Act</span></th></tr></thead><tbody>${rows}</tbody></table></div>`
}`,
  });
}

export async function restoreFromPage(call: Call): Promise<Response> {
  const view = openOwn(call);
  if (view instanceof Response) return view;
  noteAct(call, view);
  const { mailbox, zone } = view;
  const parsed = parseItemId(mailbox, (await readForm(call.request)).get('event') ?? '');
  const item = typeof parsed === 'string' ? undefined : findPutAway(mailbox, parsed.key);
  if (!item) return missingPage('This event is not among the deleted items any more.');
  const event = bringBack(call.world, mailbox, item);
  call.note.eventId = itemId(mailbox, event, null, 'immutable');
  const { isAllDay, startMs } = event.fields;
  const week = dateOfDay(Math.floor((isAllDay ? startMs : wallOf(zone, startMs)) / DAY_MS));
  const calendar = mailbox.calendars.get(event.calendarId);
  const where: Record<string, string> = !calendar || calendar.isDefault ? {} : { calendar: calendar.id };
  return redirect(view.link('', { week, said: 'restored' satisfies Said, ...where }));
}

function openOwn(call: Call): View | Response {
  const view = openView(call);
  if (view instanceof Response || view.isOwner) return view;
  return missingPage('Deleted items are the owner’s own.');
}
