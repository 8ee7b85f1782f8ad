import type { Call } from '../../router';
import { addCalendar, defaultCalendar } from '../../store/mailbox';
import { removeCalendar } from '../../store/moves';
import { type Html, html } from '../html';
import { page, readForm, redirect } from '../layout';
import { missingPage } from '../people-route';
import { noteAct } from './open-event';
import type { Said } from './said';
import { openView, type View } from './view';

/** The calendars of one mailbox: more can be added, and all but the default one go again. */
export function calendarsPage(call: Call, problem?: string): Response {
  const view = openOwn(call);
  if (view instanceof Response) return view;
  const { mailbox } = view;
  const at = `/outlook/${mailbox.user.upn}`;
  const wrong = problem && html`aria-invalid="true" aria-describedby="name-said"`;
  return page({
    title: `Calendars, ${mailbox.user.displayName}`,
    status: problem ? 400 : 200,
    at: '/outlook',
    body: html`<p><a href="${view.link()}">${mailbox.user.displayName}’s calendar</a></p><h1>Calendars</h1>
<ul class="plain card spaced">${[...mailbox.calendars.values()].map((one) => html`<li class="actions"><a href="${at}${one.isDefault ? '' : `?calendar=${encodeURIComponent(one.id)}`}">${one.name}</a> <span class="soft small">${one.events.size} events${one.isDefault && ', the default calendar'}</span>${!one.isDefault && removal(at, one.id, one.name)}</li>`)}</ul>
<form method="post" action="${at}/calendars" class="card"><h2>Add a calendar</h2><label for="name">Name</label><input id="name" name="name" type="text" ${wrong}>${problem && html`<p class="said" id="name-said" role="alert">${problem}</p>`}
<button type="submit">Add</button></form>`,
  });
}

export async function addFromPage(call: Call): Promise<Response> {
  const view = openOwn(call);
  if (view instanceof Response) return view;
  noteAct(call, view);
  const name = ((await readForm(call.request)).get('name') ?? '').trim();
  if (!name) return calendarsPage(call, 'Give the calendar a name.');
  const calendar = addCalendar(view.mailbox, call.world.ids, name);
  return redirect(view.link('', { calendar: calendar.id, said: 'calendar' satisfies Said }));
}

export async function removeFromPage(call: Call): Promise<Response> {
  const view = openOwn(call);
  if (view instanceof Response) return view;
  noteAct(call, view);
  const { mailbox } = view;
  const calendar = mailbox.calendars.get((await readForm(call.request)).get('calendar') ?? '');
  if (!calendar || calendar === defaultCalendar(mailbox)) return missingPage('There is no such calendar to remove.');
  removeCalendar(call.world, mailbox, calendar);
  return redirect(`/outlook/${mailbox.user.upn}/calendars`);
}

function removal(at: string, id: string, name: string): Html {
  return html`<form method="post" action="${at}/calendars/remove"><input type="hidden" name="calendar" value="${id}"><button type="submit" class="danger small" aria-label="Remove ${name}">Remove</button></form>`;
}

function openOwn(call: Call): View | Response {
  const view = openView(call);
  if (view instanceof Response || view.isOwner) return view;
  return missingPage('Calendars are added by their owner.');
}
