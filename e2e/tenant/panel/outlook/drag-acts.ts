import type { Call } from '../../router';
import { html } from '../html';
import { page, readForm, redirect } from '../layout';
import { changeEvent, orSaid } from './acts';
import { type Drop, movedTo, resizedTo } from './drag-input';
import { eventLink, type OpenEvent, openToChange, weekOf } from './open-event';
import type { Said } from './said';

/** An event was carried elsewhere in the week, or its lower edge pulled. An occurrence goes alone. */
export function moveByDrag(call: Call): Promise<Response> {
  return dropped(call, movedTo, 'moved');
}

export function resizeByDrag(call: Call): Promise<Response> {
  return dropped(call, resizedTo, 'resized');
}

async function dropped(call: Call, timesFor: typeof movedTo, done: 'moved' | 'resized'): Promise<Response> {
  const opened = openToChange(call);
  if (opened instanceof Response) return opened;
  const { view, found } = opened;
  const form = await readForm(call.request);
  const drop: Drop = { date: form.get('date') ?? '', time: form.get('time') ?? '' };
  if (found.event.recurrence && !found.date)
    return refusal(opened, 'A series is changed by its own form, not by hand.');
  const times = timesFor(found.instance.fields, view.zone, view.mailbox.timeZone, drop);
  if (typeof times === 'string') return refusal(opened, times);
  return orSaid(
    () => {
      changeEvent(call, opened, times);
      const said: Said = found.date ? `${done}-one` : done;
      return redirect(view.link('', { week: done === 'moved' ? drop.date : weekOf(opened), said }));
    },
    ({ text }) => refusal(opened, text),
  );
}

function refusal(opened: OpenEvent, why: string): Response {
  return page({
    title: 'Not moved',
    status: 400,
    at: '/outlook',
    body: html`<h1>Not moved</h1><p class="error" role="alert">${why}</p>
<p><a href="${opened.view.link('', { week: weekOf(opened) })}">Back to the week</a> · <a href="${eventLink(opened)}">Open the event</a></p>`,
  });
}
