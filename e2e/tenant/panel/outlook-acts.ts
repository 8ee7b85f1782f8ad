import { applyChange, applyRemoval } from '../graph/event-change';
import { draftOf, readEventInput } from '../graph/event-input';
import { GraphProblem } from '../graph/problem';
import { applyResponse } from '../graph/respond';
import type { Call } from '../router';
import { addEvent } from '../store/events';
import { itemId } from '../store/item-ids';
import { defaultCalendar, type Mailbox } from '../store/mailbox';
import { mailboxOf } from '../world';
import { readForm, redirect } from './layout';
import { dateOf, eventPage, newEventPage, openEvent } from './outlook-event';
import { inputFrom, readValues } from './outlook-form';
import { missingPage } from './people-route';

/** What a person does on the calendar page. Each ends on the week of the event. */
export async function createFromPage(call: Call): Promise<Response> {
  const mailbox = mailboxOf(call.world, call.params.mailbox ?? '');
  if (!mailbox) return missingPage(`There is no mailbox ${call.params.mailbox}.`);
  noteMailbox(call, mailbox);
  const values = readValues(await readForm(call.request));
  return orProblem(
    () => {
      const read = inputFrom(mailbox, values);
      if ('problem' in read) return newEventPage(call, { values, problem: read.problem });
      const draft = draftOf(readEventInput(read.input), null);
      const event = addEvent(call.world, mailbox, defaultCalendar(mailbox), draft);
      call.note.eventId = itemId(mailbox, event, null, 'immutable');
      return redirect(`/outlook/${mailbox.user.upn}?week=${values.date}`);
    },
    (problem) => newEventPage(call, { values, problem }),
  );
}

export async function changeFromPage(call: Call): Promise<Response> {
  const opened = openEvent(call);
  if (opened instanceof Response) return opened;
  const { mailbox, found } = opened;
  noteMailbox(call, mailbox);
  call.note.eventId = itemId(mailbox, found.event, found.date, 'immutable');
  const values = readValues(await readForm(call.request));
  return orProblem(
    () => {
      const read = inputFrom(mailbox, values);
      if ('problem' in read) return eventPage(call, { values, problem: read.problem });
      applyChange(call.world, mailbox, found, readEventInput(read.input));
      return redirect(`/outlook/${mailbox.user.upn}?week=${values.date}`);
    },
    (problem) => eventPage(call, { values, problem }),
  );
}

export async function deleteFromPage(call: Call): Promise<Response> {
  const opened = openEvent(call);
  if (opened instanceof Response) return opened;
  const { mailbox, found } = opened;
  noteMailbox(call, mailbox);
  call.note.eventId = itemId(mailbox, found.event, found.date, 'immutable');
  const week = dateOf(mailbox, found);
  const isSeries = (await readForm(call.request)).get('scope') === 'series';
  applyRemoval(call.world, mailbox, isSeries ? { ...found, date: null } : found);
  return redirect(`/outlook/${mailbox.user.upn}?week=${week}`);
}

export async function answerInvitation(call: Call): Promise<Response> {
  const opened = openEvent(call);
  if (opened instanceof Response) return opened;
  const { mailbox, found } = opened;
  noteMailbox(call, mailbox);
  const week = dateOf(mailbox, found);
  const response = (await readForm(call.request)).get('response');
  const answer = (['accepted', 'tentativelyAccepted', 'declined'] as const).find((one) => one === response);
  if (answer) applyResponse(call.world, mailbox, found, answer);
  return redirect(`/outlook/${mailbox.user.upn}?week=${week}`);
}

function noteMailbox(call: Call, mailbox: Mailbox): void {
  call.note.mailbox = mailbox.user.upn;
  call.note.user = mailbox.user.upn;
}

function orProblem(act: () => Response, otherwise: (problem: string) => Response): Response {
  try {
    return act();
  } catch (error) {
    if (error instanceof GraphProblem) return otherwise(error.message);
    throw error;
  }
}
