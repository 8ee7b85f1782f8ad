import { applyChange, applyRemoval } from '../../graph/event-change';
import { draftOf, readEventInput } from '../../graph/event-input';
import { GraphProblem } from '../../graph/problem';
import { applyResponse } from '../../graph/respond';
import { createOrganised, type Organising } from '../../meetings/organise';
import { endSeriesBefore } from '../../meetings/series-acts';
import type { Call } from '../../router';
import { itemId } from '../../store/item-ids';
import { readForm, redirect } from '../layout';
import { eventPage, presentValues } from './event-page';
import { FormProblem, inputFrom } from './form-input';
import { readValues } from './form-values';
import { invitableFrom } from './invitable';
import { newEventPage } from './new-page';
import { noteAct, type OpenEvent, openToChange, weekOf } from './open-event';
import type { Said } from './said';
import { openForWriting, type View } from './view';

/** What a person does by the forms of the calendar, through the same functions as programs. Each ends on the week of the event. */
export async function createFromPage(call: Call): Promise<Response> {
  const view = openForWriting(call);
  if (view instanceof Response) return view;
  noteAct(call, view);
  const values = readValues(await readForm(call.request));
  const { mailbox, calendar } = view;
  const people = invitableFrom(call.world, mailbox);
  const input = inputFrom(values, { timeZone: mailbox.timeZone, people, mayRepeat: true, mayInvite: true });
  if (input instanceof FormProblem) return newEventPage(call, { values, problem: input });
  return orSaid(
    () => {
      const draft = draftOf(readEventInput(input), null);
      const event = createOrganised(call.world, mailbox, calendar, draft, actingFor(view));
      call.note.eventId = itemId(mailbox, event, null, 'immutable');
      return redirect(view.link('', { week: values.date, said: 'created' satisfies Said }));
    },
    (problem) => newEventPage(call, { values, problem }),
  );
}

export async function changeFromPage(call: Call): Promise<Response> {
  const opened = openToChange(call);
  if (opened instanceof Response) return opened;
  const { view, found } = opened;
  const values = readValues(await readForm(call.request));
  const people = invitableFrom(call.world, view.mailbox);
  const { isOrganizer } = found.event;
  const input = inputFrom(values, {
    timeZone: view.mailbox.timeZone,
    people,
    present: presentValues(opened, people),
    mayRepeat: !found.date && isOrganizer,
    mayInvite: isOrganizer,
  });
  if (input instanceof FormProblem) return eventPage(call, { values, problem: input });
  return orSaid(
    () => {
      if (Object.keys(input).length > 0) changeEvent(call, opened, input);
      return redirect(view.link('', { week: values.date, said: 'changed' satisfies Said }));
    },
    (problem) => eventPage(call, { values, problem }),
  );
}

/** `input` in Graph's form, by the rules that hold for programs. */
export function changeEvent(call: Call, { view, found }: OpenEvent, input: Record<string, unknown>): void {
  applyChange(call.world, view.mailbox, found, readEventInput(input), {}, actingFor(view));
}

export async function answerInvitation(call: Call): Promise<Response> {
  const opened = openToChange(call);
  if (opened instanceof Response) return opened;
  const { view, found } = opened;
  const form = await readForm(call.request);
  const answers = ['accepted', 'tentativelyAccepted', 'declined'] as const;
  const answer = answers.find((one) => one === form.get('response'));
  const problem = (text: string) =>
    eventPage(call, { values: presentValues(opened, []), problem: new FormProblem(null, text) });
  if (!answer) return problem('Choose an answer: accept, tentative or decline.');
  const week = weekOf(opened);
  return orSaid(
    () => {
      const comment = (form.get('comment') ?? '').trim();
      const sendResponse = form.get('silent') !== 'yes';
      applyResponse(call.world, view.mailbox, found, answer, { comment, sendResponse });
      return redirect(view.link('', { week, said: answer satisfies Said }));
    },
    ({ text }) => problem(text),
  );
}

export async function deleteFromPage(call: Call): Promise<Response> {
  const opened = openToChange(call);
  if (opened instanceof Response) return opened;
  const { view, found } = opened;
  const week = weekOf(opened);
  const form = await readForm(call.request);
  const scope = form.get('scope');
  const organising = { ...actingFor(view), comment: (form.get('comment') ?? '').trim() };
  const done = (said: Said) => redirect(view.link('', { week, said }));
  if (scope === 'following' && found.date && found.event.isOrganizer) {
    endSeriesBefore(call.world, view.mailbox, found, organising);
    return done('deleted-following');
  }
  const isSeries = scope === 'series' || !found.date;
  const target = isSeries ? { ...found, date: null } : found;
  applyRemoval(call.world, view.mailbox, target, organising);
  return done(isSeries ? 'deleted' : 'deleted-one');
}

/** Who is named as the sender, when it is not the owner who acts. */
export function actingFor({ isOwner, viewer }: View): Organising {
  return isOwner ? {} : { sender: { name: viewer.displayName, address: viewer.mail ?? viewer.upn } };
}

/** A refusal by the rules is said on the page the person was at. */
export function orSaid(act: () => Response, otherwise: (problem: FormProblem) => Response): Response {
  try {
    return act();
  } catch (error) {
    if (error instanceof GraphProblem) return otherwise(new FormProblem(null, error.message));
    throw error;
  }
}
