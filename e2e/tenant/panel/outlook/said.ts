import { type Html, html } from '../html';

/** What was done, said on the page one comes back to. The address carries a word, never a text. */
const SAID = {
  created: 'The event is in the calendar.',
  changed: 'Saved.',
  moved: 'Moved.',
  'moved-one': 'Moved: only this occurrence, not its series.',
  resized: 'The end was changed.',
  'resized-one': 'The end was changed: only of this occurrence, not of its series.',
  deleted: 'Deleted. It lies in Deleted items.',
  'deleted-one': 'This occurrence was deleted; its series goes on.',
  'deleted-following': 'This occurrence and the following ones were deleted.',
  split: 'This occurrence and the following ones are now a series of their own.',
  accepted: 'Accepted. The organizer will hear of it.',
  tentativelyAccepted: 'Answered as tentative. The organizer will hear of it.',
  declined: 'Declined. The organizer will hear of it.',
  copied: 'Copied.',
  'moved-calendar': 'Moved to this calendar.',
  restored: 'Brought back from Deleted items.',
  calendar: 'The calendar was added.',
} as const;
export type Said = keyof typeof SAID;

export function saidNotice(url: URL): Html | null {
  const word = url.searchParams.get('said');
  const text = word && Object.hasOwn(SAID, word) ? SAID[word as Said] : null;
  return text ? html`<p class="notice" role="status">${text}</p>` : null;
}
