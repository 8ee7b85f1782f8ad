import { type Html, html } from '../html';
import { eventLink, type OpenEvent } from './open-event';

/** What can be done with an event beside changing it. */
export function answerForm(opened: OpenEvent): Html {
  const { found } = opened;
  return html`<h2>Respond${found.date && ' to this occurrence'}</h2>
<form method="post" action="${eventLink(opened, '/respond')}" class="card">
<label for="comment">Comment (goes to the organizer)</label><textarea id="comment" name="comment" rows="2"></textarea>
<label class="choice"><input type="checkbox" name="silent" value="yes"> Do not tell the organizer</label>
<button type="submit" name="response" value="accepted">Accept</button>
<button type="submit" name="response" value="tentativelyAccepted" class="second">Tentative</button>
<button type="submit" name="response" value="declined" class="second">Decline</button></form>`;
}

/** Copies, and other calendars of the same mailbox. */
export function placeForms(opened: OpenEvent): Html | false {
  const { view, found } = opened;
  if (found.date) return false;
  const calendars = [...view.mailbox.calendars.values()].filter((one) => view.isOwner || one.isDefault);
  const present = found.event.calendarId;
  const others = calendars.filter((one) => one.id !== present);
  const option = (one: (typeof calendars)[number]) =>
    html`<option value="${one.id}">${one.name}${one.id === present && ' (here)'}</option>`;
  return html`<h2>Copy or move</h2><div class="grid">
<form method="post" action="${eventLink(opened, '/copy')}" class="card"><label for="copy-to">Copy into</label><select id="copy-to" name="calendar">${calendars.map(option)}</select><button type="submit" class="second">Copy</button></form>
${
  others.length > 0
    ? html`<form method="post" action="${eventLink(opened, '/move-calendar')}" class="card"><label for="move-to">Move to another calendar</label><select id="move-to" name="calendar">${others.map(option)}</select><button type="submit" class="second">Move</button></form>`
    : view.isOwner &&
      html`<p class="card soft">This mailbox has no other calendar to move it to. <a href="${view.link('/calendars')}">Add a calendar</a></p>`
}</div>`;
}

export function deleteForms(opened: OpenEvent): Html {
  const { found } = opened;
  const { event, date, instance } = found;
  const isSeries = event.recurrence !== null;
  const tells = event.isOrganizer && instance.fields.attendees.length > 0;
  const button = (scope: string, words: string) =>
    html`<button type="submit" class="danger" name="scope" value="${scope}">${words}</button>`;
  return html`<h2>Delete</h2>
<form method="post" action="${eventLink(opened, '/delete')}" class="${tells && 'card'}">
${tells && html`<p class="soft">Everybody who is invited is told that the meeting is cancelled.</p><label for="why">Message to them</label><textarea id="why" name="comment" rows="2"></textarea>`}
${!isSeries && button('one', 'Delete')}
${isSeries && date && button('one', 'Delete this occurrence')}
${isSeries && date && event.isOrganizer && button('following', 'Delete this and following')}
${isSeries && button('series', 'Delete whole series')}
</form>`;
}
