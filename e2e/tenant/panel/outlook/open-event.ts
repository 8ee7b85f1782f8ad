import { DAY_MS, dateOfDay } from '../../calendar/days';
import { wallOf } from '../../calendar/zones';
import { type FoundEvent, findEvent } from '../../graph/find-event';
import { GraphProblem } from '../../graph/problem';
import type { Call } from '../../router';
import { itemId } from '../../store/item-ids';
import { missingPage } from '../people-route';
import { forbiddenPage, openView, type View } from './view';

export type OpenEvent = { view: View; found: FoundEvent };

/** The event of the address, if this person may see what it is. */
export function openEvent(call: Call): OpenEvent | Response {
  const view = openView(call);
  if (view instanceof Response) return view;
  const found = findOrNull(view, call.params.event ?? '');
  if (!found) return missingPage('This event is not in the calendar any more.');
  const { sensitivity } = found.instance.fields;
  const isSecret = view.hidePrivate && (sensitivity === 'private' || sensitivity === 'confidential');
  if (isSecret || view.rights === 'freeBusy' || view.rights === 'limited')
    return forbiddenPage(view, 'see this event in');
  return { view, found };
}

/** The event of the address, to be changed. The log will know it and who acts. */
export function openToChange(call: Call): OpenEvent | Response {
  const opened = openEvent(call);
  if (opened instanceof Response) return opened;
  const { view, found } = opened;
  if (view.rights !== 'write') return forbiddenPage(view, 'change anything in');
  noteAct(call, view);
  call.note.eventId = itemId(view.mailbox, found.event, found.date, 'immutable');
  return opened;
}

export function noteAct(call: Call, { mailbox, viewer }: View): void {
  call.note.mailbox = mailbox.user.upn;
  call.note.user = viewer.upn;
}

/** Where the pages of one event are. */
export function eventLink({ view, found }: OpenEvent, act = ''): string {
  return view.link(`/events/${itemId(view.mailbox, found.event, found.date, 'immutable')}${act}`);
}

/** The week in which it begins. */
export function weekOf({ view, found }: OpenEvent): string {
  const { fields } = found.instance;
  const wall = fields.isAllDay ? fields.startMs : wallOf(view.zone, fields.startMs);
  return dateOfDay(Math.floor(wall / DAY_MS));
}

function findOrNull(view: View, id: string): FoundEvent | null {
  try {
    return findEvent(view.mailbox, id);
  } catch (error) {
    if (error instanceof GraphProblem) return null;
    throw error;
  }
}
