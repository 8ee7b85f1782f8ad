import type { Call } from '../../router';
import { itemId } from '../../store/item-ids';
import { type Html, html } from '../html';
import { page } from '../layout';
import { answerForm, deleteForms, placeForms } from './event-acts-forms';
import { eventFacts } from './event-facts';
import type { FormProblem } from './form-input';
import { type FormValues, valuesOf } from './form-values';
import { eventForm } from './form-view';
import { type Invitable, invitableFrom } from './invitable';
import { eventLink, type OpenEvent, openEvent, weekOf } from './open-event';
import { saidNotice } from './said';
import { RESPONSE_WORDS, titleOf } from './words';

export type Filled = { values: FormValues; problem: FormProblem };

/** One event, occurrence or series: what it is, and all that can be done with it. */
export function eventPage(call: Call, filled?: Filled): Response {
  const opened = openEvent(call);
  if (opened instanceof Response) return opened;
  const { view, found } = opened;
  const name = titleOf(found.instance);
  const mayWrite = view.rights === 'write';
  return page({
    title: name,
    status: filled ? 400 : 200,
    at: '/outlook',
    assets: ['calendar.css'],
    body: html`<p><a href="${view.link('', { week: weekOf(opened) })}">${view.mailbox.user.displayName}’s calendar</a></p>
<h1>${name}</h1>
${saidNotice(call.url)}${problemNotice(filled?.problem)}
${found.instance.isCancelled && html`<p class="hint">The organizer cancelled this meeting.</p>`}
${eventFacts(opened)}
${mayWrite && !found.event.isOrganizer && !found.instance.isCancelled && answerForm(opened)}
${mayWrite && changePart(call, opened, filled)}
${mayWrite && placeForms(opened)}
${mayWrite && deleteForms(opened)}`,
  });
}

function changePart(call: Call, opened: OpenEvent, filled: Filled | undefined): Html {
  const { view, found } = opened;
  const { event, date, instance } = found;
  const people = invitableFrom(call.world, view.mailbox);
  const isMaster = event.recurrence !== null && !date;
  const values = filled?.values ?? presentValues(opened, people);
  const answers = new Map(
    instance.fields.attendees.map(({ person, status }) => [
      person.address.toLowerCase(),
      RESPONSE_WORDS[status.response],
    ]),
  );
  return html`<h2>${isMaster ? 'Change the series' : date ? 'Change this occurrence' : 'Change the event'}</h2>
${scopeLinks(opened)}
${!event.isOrganizer && html`<p class="hint">You are invited: what you change here changes your copy only.</p>`}
${isMaster && html`<p class="soft small">Another time or another repetition makes all occurrences new: single changes are lost.</p>`}
${eventForm({
  action: eventLink(opened),
  values,
  problem: filled?.problem ?? null,
  ...(event.isOrganizer ? { people } : {}),
  mayRepeat: !date && event.isOrganizer,
  answers,
})}`;
}

export function presentValues({ view, found }: OpenEvent, people: Invitable[]): FormValues {
  const known = new Set(people.map(({ address }) => address));
  return valuesOf(view.zone, found.instance.fields, found.date ? null : found.event.recurrence, known);
}

/** An occurrence can be opened alone, with all that follow it, or as its series. */
export function scopeLinks(opened: OpenEvent, current: 'one' | 'following' = 'one'): Html | false {
  const { view, found } = opened;
  if (!found.event.recurrence || !found.date) return false;
  const series = view.link(`/events/${itemId(view.mailbox, found.event, null, 'immutable')}`);
  const here = html`aria-current="page"`;
  return html`<nav class="tabs" aria-label="What to change"><ul>
<li><a href="${eventLink(opened)}" ${current === 'one' && here}>This occurrence</a></li>
${found.event.isOrganizer && html`<li><a href="${eventLink(opened, '/following')}" ${current === 'following' && here}>This and following</a></li>`}
<li><a href="${series}">The whole series</a></li></ul></nav>`;
}

/** Said at the top too, for whoever does not see the field. */
export function problemNotice(problem: FormProblem | undefined): Html | false {
  if (!problem) return false;
  return html`<p class="error" role="alert">Nothing was saved. ${problem.field ? html`<a href="#${problem.field}">${problem.text}</a>` : problem.text}</p>`;
}
