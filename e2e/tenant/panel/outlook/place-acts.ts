import type { Call } from '../../router';
import { itemId } from '../../store/item-ids';
import type { Calendar } from '../../store/mailbox';
import { copyEvent, moveEvent } from '../../store/moves';
import { readForm, redirect } from '../layout';
import { missingPage } from '../people-route';
import { type OpenEvent, openToChange, weekOf } from './open-event';
import type { Said } from './said';

/** Copies, and moves to another calendar of the mailbox: of an event or a series, not of an occurrence. */
export async function copyFromPage(call: Call): Promise<Response> {
  const chosen = await openWithTarget(call);
  if (chosen instanceof Response) return chosen;
  const { opened, target } = chosen;
  const { mailbox } = opened.view;
  const copy = copyEvent(call.world, mailbox, opened.found.event, target);
  call.note.eventId = itemId(mailbox, copy, null, 'immutable');
  return toCalendar(opened, target, 'copied');
}

export async function moveToCalendar(call: Call): Promise<Response> {
  const chosen = await openWithTarget(call);
  if (chosen instanceof Response) return chosen;
  const { opened, target } = chosen;
  moveEvent(call.world, opened.view.mailbox, opened.found.event, target);
  return toCalendar(opened, target, 'moved-calendar');
}

async function openWithTarget(call: Call): Promise<{ opened: OpenEvent; target: Calendar } | Response> {
  const opened = openToChange(call);
  if (opened instanceof Response) return opened;
  const { mailbox, isOwner } = opened.view;
  const target = mailbox.calendars.get((await readForm(call.request)).get('calendar') ?? '');
  if (!target || (!isOwner && !target.isDefault)) return missingPage('There is no such calendar in this mailbox.');
  if (opened.found.date) return missingPage('An occurrence goes nowhere without its series.');
  return { opened, target };
}

function toCalendar(opened: OpenEvent, target: Calendar, said: Said): Response {
  const { view } = opened;
  const query = new URLSearchParams({ week: weekOf(opened), said });
  if (!target.isDefault) query.set('calendar', target.id);
  if (!view.isOwner) query.set('as', view.viewer.upn);
  return redirect(`/outlook/${view.mailbox.user.upn}?${query}`);
}
