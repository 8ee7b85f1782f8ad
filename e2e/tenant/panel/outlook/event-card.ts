import { DAY_MS } from '../../calendar/days';
import { itemId } from '../../store/item-ids';
import { type Html, html } from '../html';
import { responseOf } from './responses';
import type { View } from './view';
import type { Bar, Piece } from './week-data';
import { clockTime } from './week-days';
import { RESPONSE_WORDS, SHOW_AS_WORDS, titleOf } from './words';

/** One event in the week: a link to its page, and what a drag needs to know. */
export function eventCard(view: View, day: number, piece: Piece | Bar): Html {
  const { instance } = piece;
  const { fields, event } = instance;
  const isSecret = view.hidePrivate && ['private', 'confidential'].includes(fields.sensitivity);
  const shown = view.rights === 'freeBusy' || isSecret;
  const title =
    view.rights === 'freeBusy' ? SHOW_AS_WORDS[fields.showAs] : isSecret ? 'Private appointment' : titleOf(instance);
  const id = itemId(view.mailbox, event, instance.date, 'immutable');
  const opens = !shown && view.rights !== 'limited';
  const inside = html`<strong>${title}</strong> <span class="times">${timesOn(day, piece)}</span>
${!shown && fields.locations[0]?.displayName && html` <span class="place">${fields.locations[0].displayName}</span>`}
 <span class="marks">${view.rights !== 'freeBusy' && marksOf(piece, shown).join(' · ')}</span>`;
  const kind = [
    'event',
    fields.showAs,
    instance.isCancelled && 'cancelled',
    !piece.beginsHere && 'from-before',
    !piece.endsHere && 'goes-on',
    !('lane' in piece) && (piece.wallLength < 60 ? 'short' : piece.wallLength < 75 && 'mid'),
  ].filter(Boolean);
  if (!opens) return html`<div class="${kind.join(' ')}">${inside}</div>`;
  return html`<a class="${kind.join(' ')}" href="${view.link(`/events/${id}`)}" draggable="false" ${dragFacts(view, id, piece)}>${inside}${mayResize(view, piece) && html`<span class="grip"></span>`}</a>`;
}

/** Moving and resizing by hand: only what one may change, and only one's own meetings. */
function dragFacts(view: View, id: string, piece: Piece | Bar): Html | false {
  if (!mayDrag(view, piece)) return false;
  return html`data-event="${id}" data-kind="${'lane' in piece ? 'bar' : 'timed'}" data-from="${piece.wallFrom}" data-length="${piece.wallLength}"`;
}

function mayDrag({ rights }: View, { instance }: Piece | Bar): boolean {
  return rights === 'write' && instance.event.isOrganizer && !instance.isCancelled;
}

function mayResize(view: View, piece: Piece | Bar): boolean {
  return mayDrag(view, piece) && piece.endsHere && !('lane' in piece);
}

function marksOf({ instance }: Piece | Bar, isSecret: boolean): string[] {
  const { fields, event } = instance;
  const answer = event.isOrganizer ? null : RESPONSE_WORDS[responseOf(instance)];
  // First what the look of the event does not show.
  return [
    !isSecret && fields.sensitivity !== 'normal' && fields.sensitivity,
    instance.isCancelled && 'cancelled',
    !isSecret && answer && `invited: ${answer}`,
    !isSecret && event.isOrganizer && fields.attendees.length > 0 && `${fields.attendees.length} invited`,
    event.recurrence && (instance.type === 'exception' ? 'changed occurrence' : 'repeats'),
    SHOW_AS_WORDS[fields.showAs],
  ].filter((one) => typeof one === 'string');
}

function timesOn(day: number, { instance, wallFrom, wallLength, beginsHere, endsHere }: Piece | Bar): string {
  if (instance.fields.isAllDay) return 'All day';
  const midnight = day * DAY_MS;
  const start = clockTime(midnight + wallFrom * 60_000);
  const end = clockTime(midnight + (wallFrom + wallLength) * 60_000);
  if (beginsHere && endsHere) return `${start} – ${end}`;
  if (beginsHere) return `from ${start}`;
  return endsHere ? `until ${end}` : 'all day';
}
