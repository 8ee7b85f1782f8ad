import { dateOfDay } from '../../calendar/days';
import type { Call } from '../../router';
import { html } from '../html';
import { page } from '../layout';
import { problemNotice } from './event-page';
import type { FormProblem } from './form-input';
import { blankValues, type FormValues } from './form-values';
import { eventForm } from './form-view';
import { invitableFrom } from './invitable';
import { openForWriting } from './view';
import { readDate, todayIn } from './week-days';

/** `?date=`, `?start=` and `?end=` come from the week: what was clicked or drawn there. */
export function newEventPage(call: Call, filled?: { values: FormValues; problem: FormProblem }): Response {
  const view = openForWriting(call);
  if (view instanceof Response) return view;
  const { searchParams } = call.url;
  const today = dateOfDay(todayIn(view.zone, call.world.clock.now()));
  const values = filled?.values ?? blankValues(readDate(searchParams.get('date')) ?? today);
  if (!filled) {
    for (const name of ['start', 'end'] as const) {
      const time = searchParams.get(name);
      if (time && /^\d\d:\d\d$/.test(time)) values[name] = time;
    }
  }
  const { displayName } = view.mailbox.user;
  const name = view.calendar.isDefault
    ? `${displayName}’s calendar`
    : `${displayName}’s calendar “${view.calendar.name}”`;
  return page({
    title: `New event, ${displayName}`,
    status: filled ? 400 : 200,
    at: '/outlook',
    assets: ['calendar.css'],
    body: html`<p><a href="${view.link('', { week: values.date })}">${name}</a></p><h1>New event</h1>
<p class="soft">In ${name}. Times are in ${view.mailbox.timeZone} (${view.zone}).</p>
${problemNotice(filled?.problem)}
${eventForm({
  action: view.link('/new'),
  values,
  problem: filled?.problem ?? null,
  people: invitableFrom(call.world, view.mailbox),
  mayRepeat: true,
})}`,
  });
}
