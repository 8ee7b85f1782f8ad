import { type OwnedFields, sameTimes } from './owned-fields';
import type { RemoteEvent } from './remote-change';

/**
 * What of ours stands in Outlook when the answer to `sent` never came: times and show-as as they were read. Texts are not
 * read (I12); where either may stand there, it is the one that is not `wanted`, so that the next write puts it right.
 */
export function standingFields(
  base: OwnedFields,
  sent: OwnedFields | null,
  seen: RemoteEvent,
  wanted: OwnedFields,
): OwnedFields {
  if (!sent) return base;
  const isSeries = seen.type !== 'singleInstance';
  const asSent =
    (sent.allDay ?? false) === seen.allDay && (sent.recurring ?? false) === isSeries && sameTimes(sent, textsOf(seen));
  const times = asSent ? sent : base;
  const either = <Name extends 'showAs' | 'subject' | 'body' | 'place'>(name: Name) =>
    base[name] === wanted[name] ? sent[name] : base[name];
  const isOnline = (base.online ?? false) === (wanted.online ?? false) ? sent.online : base.online;
  const isOurs = seen.showAs === base.showAs || seen.showAs === sent.showAs;
  return {
    ...times,
    showAs: isOurs && seen.showAs !== null ? seen.showAs : either('showAs'),
    subject: either('subject'),
    body: either('body'),
    place: either('place'),
    online: isOnline,
  };
}

const textsOf = ({ start, end }: RemoteEvent) => ({ start: start.toISOString(), end: end.toISOString() });
