import { readEventInput } from '../../graph/event-input';
import { splitSeries } from '../../meetings/series-acts';
import type { Call } from '../../router';
import { itemId } from '../../store/item-ids';
import { html } from '../html';
import { page, readForm, redirect } from '../layout';
import { missingPage } from '../people-route';
import { actingFor, orSaid } from './acts';
import { type Filled, presentValues, problemNotice, scopeLinks } from './event-page';
import { FormProblem, inputFrom } from './form-input';
import { type FormValues, readValues, repeatValues } from './form-values';
import { eventForm } from './form-view';
import { type Invitable, invitableFrom } from './invitable';
import { eventLink, type OpenEvent, openToChange, weekOf } from './open-event';
import type { Said } from './said';
import { titleOf } from './words';

/** "This and following": the series ends before this occurrence, and a new one goes on from it. */
export function followingPage(call: Call, filled?: Filled): Response {
  const opened = openOccurrence(call);
  if (opened instanceof Response) return opened;
  const people = invitableFrom(call.world, opened.view.mailbox);
  const name = titleOf(opened.found.instance);
  return page({
    title: `${name}, this and following`,
    status: filled ? 400 : 200,
    at: '/outlook',
    assets: ['calendar.css'],
    body: html`<p><a href="${opened.view.link('', { week: weekOf(opened) })}">${opened.view.mailbox.user.displayName}’s calendar</a></p>
<h1>${name}</h1>
${problemNotice(filled?.problem)}
<h2>Change this and following</h2>
${scopeLinks(opened, 'following')}
<p class="soft small">The series ends the day before, and a new one begins here. Whoever is invited is asked again.</p>
${eventForm({
  action: eventLink(opened, '/following'),
  values: filled?.values ?? valuesFromHere(opened, people),
  problem: filled?.problem ?? null,
  people,
  mayRepeat: true,
})}`,
  });
}

export async function changeFollowing(call: Call): Promise<Response> {
  const opened = openOccurrence(call);
  if (opened instanceof Response) return opened;
  const { view, found } = opened;
  const values = readValues(await readForm(call.request));
  const people = invitableFrom(call.world, view.mailbox);
  const present = valuesFromHere(opened, people);
  const { timeZone } = view.mailbox;
  const input = inputFrom(values, { timeZone, people, present, mayRepeat: true, mayInvite: true });
  if (input instanceof FormProblem) return followingPage(call, { values, problem: input });
  return orSaid(
    () => {
      const made = splitSeries(call.world, view.mailbox, found, readEventInput(input), actingFor(view));
      call.note.eventId = itemId(view.mailbox, made, null, 'immutable');
      return redirect(view.link('', { week: values.date, said: 'split' satisfies Said }));
    },
    (problem) => followingPage(call, { values, problem }),
  );
}

function openOccurrence(call: Call): OpenEvent | Response {
  const opened = openToChange(call);
  if (opened instanceof Response) return opened;
  const { event, date } = opened.found;
  if (!event.recurrence || !date || !event.isOrganizer)
    return missingPage('This needs one occurrence of a series of one’s own.');
  return opened;
}

/** This occurrence, with the repetition of its series. A number of times is what is left of it. */
function valuesFromHere(opened: OpenEvent, people: Invitable[]): FormValues {
  const { recurrence } = opened.found.event;
  return { ...presentValues(opened, people), ...(recurrence ? repeatValues(recurrence) : {}) };
}
