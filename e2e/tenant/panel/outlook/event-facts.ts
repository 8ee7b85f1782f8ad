import { type Html, html } from '../html';
import type { OpenEvent } from './open-event';
import { responseOf } from './responses';
import { RESPONSE_WORDS, repeatText, SENSITIVITY_WORDS, SHOW_AS_WORDS, whenText } from './words';

/** What an event is, in words. */
export function eventFacts({ view, found }: OpenEvent): Html {
  const { event, instance } = found;
  const { fields } = instance;
  const kind = {
    singleInstance: '',
    seriesMaster: 'a series',
    occurrence: 'an occurrence of a series',
    exception: 'a changed occurrence of a series',
  }[instance.type];
  const invited = fields.attendees.map(
    ({ person, status, type, proposedNewTime }) =>
      html`<li>${person.name} <span class="soft small">${person.address}${type === 'required' ? null : `, ${type === 'resource' ? 'room' : type}`}</span>: ${RESPONSE_WORDS[status.response]}${proposedNewTime && `, would rather have ${whenText(view.zone, { isAllDay: fields.isAllDay, ...proposedNewTime })}`}</li>`,
  );
  return html`<dl class="facts card">
<dt>When</dt><dd>${whenText(view.zone, fields)}${!fields.isAllDay && ` (${view.mailbox.timeZone})`}${kind && `, ${kind}`}</dd>
${event.recurrence && html`<dt>Repeats</dt><dd>${repeatText(event.recurrence)}</dd>`}
<dt>Show as</dt><dd>${SHOW_AS_WORDS[fields.showAs]}</dd>
${fields.sensitivity !== 'normal' && html`<dt>Sensitivity</dt><dd>${SENSITIVITY_WORDS[fields.sensitivity]}</dd>`}
${fields.locations[0] && html`<dt>Location</dt><dd>${fields.locations.map((one) => one.displayName).join(', ')}</dd>`}
${fields.categories.length > 0 && html`<dt>Categories</dt><dd>${fields.categories.join(', ')}</dd>`}
<dt>Organizer</dt><dd>${event.organizer.name} <span class="soft small">${event.organizer.address}${event.isOrganizer && ', this mailbox'}</span></dd>
${!event.isOrganizer && html`<dt>Answer of this mailbox</dt><dd>${RESPONSE_WORDS[responseOf(instance)]}</dd>`}
${invited.length > 0 && html`<dt>Invited</dt><dd><ul class="plain">${invited}</ul></dd>`}
${fields.body && html`<dt>Notes</dt><dd>${fields.body.replace(/<[^>]*>/g, ' ')}</dd>`}
<dt>Last change</dt><dd>${new Date(instance.modifiedMs).toISOString().slice(0, 19).replace('T', ' ')} UTC <span class="soft small">change key <code>${instance.changeKey}</code></span></dd>
</dl>`;
}
