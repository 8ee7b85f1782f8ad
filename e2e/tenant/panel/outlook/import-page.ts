import { type ImportAnswer, importCalendar } from '../../calendar/ics-import';
import type { Call } from '../../router';
import { type Html, html } from '../html';
import { page } from '../layout';
import { missingPage } from '../people-route';
import { noteAct } from './open-event';
import { openView, type View } from './view';

/** A person imports an .ics file into the default calendar, and hears what was not taken. */
export function importPage(call: Call, more?: { answer?: ImportAnswer; problem?: string }): Response {
  const view = openOwn(call);
  if (view instanceof Response) return view;
  const { problem, answer } = more ?? {};
  return page({
    title: `Import, ${view.mailbox.user.displayName}`,
    status: problem ? 400 : 200,
    at: '/outlook',
    body: html`<p><a href="${view.link()}">${view.mailbox.user.displayName}’s calendar</a></p><h1>Import a calendar file</h1>
${answer && outcome(answer)}
<form method="post" action="${view.link('/import')}" enctype="multipart/form-data" class="card">
<label for="file">Calendar file (.ics)</label><input id="file" name="file" type="file" accept=".ics,text/calendar" ${problem && html`aria-invalid="true" aria-describedby="file-said"`}>
${problem && html`<p class="said" id="file-said" role="alert">${problem}</p>`}
<p class="soft small">Its events go into the default calendar. The same UID again replaces the event. Times without a zone are taken as ${view.mailbox.timeZone}.</p>
<button type="submit">Import</button></form>`,
  });
}

export async function importFromPage(call: Call): Promise<Response> {
  const view = openOwn(call);
  if (view instanceof Response) return view;
  noteAct(call, view);
  const text = await uploadedText(call.request);
  if (!text) return importPage(call, { problem: 'Choose a calendar file first.' });
  const answer = importCalendar(call.world, view.mailbox, text, { settled: false });
  const isNone = answer.imported === 0;
  const why = answer.refused[0]?.reason ?? 'there is no event in it';
  if (isNone) return importPage(call, { problem: `Nothing was imported: ${why}.` });
  return importPage(call, { answer });
}

async function uploadedText(request: Request): Promise<string> {
  try {
    const file = (await request.formData()).get('file');
    return file === null ? '' : typeof file === 'string' ? file : await file.text();
  } catch {
    return '';
  }
}

function outcome({ imported, exceptions, excluded, refused }: ImportAnswer): Html {
  return html`<p class="notice" role="status">Imported: ${imported} event${imported === 1 ? '' : 's'}${exceptions > 0 && `, ${exceptions} changed occurrences`}${excluded > 0 && `, ${excluded} left out`}.</p>
${refused.length > 0 && html`<div class="hint"><p>Not taken:</p><ul>${refused.map(({ uid, reason }) => html`<li>${uid && html`<code>${uid}</code>: `}${reason}</li>`)}</ul></div>`}`;
}

function openOwn(call: Call): View | Response {
  const view = openView(call);
  if (view instanceof Response || view.isOwner) return view;
  return missingPage('Only the owner imports files.');
}
