import type { EventContent } from '@/lib/graph/events';
import type { OwnedFields } from './owned-fields';

/** Our fields in the words of lib/graph. */
export const eventContent = ({ start, end, showAs, subject, body, place, online }: OwnedFields): EventContent => ({
  start: new Date(start),
  end: new Date(end),
  showAs: written(showAs),
  subject,
  body,
  ...(place === undefined ? {} : { place }),
  ...(online ? { online } : {}),
});

/** Only what changed: a minimal patch keeps what people wrote into the rest. */
export const eventChanges = ({
  start,
  end,
  recurring,
  showAs,
  subject,
  body,
  place,
  online,
}: Partial<OwnedFields>): Partial<EventContent> => ({
  ...(start && end ? { start: new Date(start), end: new Date(end) } : {}),
  ...(recurring === false ? { once: true } : {}),
  ...(showAs ? { showAs: written(showAs) } : {}),
  ...(subject === undefined ? {} : { subject }),
  ...(body === undefined ? {} : { body }),
  ...(place === undefined ? {} : { place }),
  ...(online ? { online } : {}),
});

const written = (showAs: string) => (showAs === 'tentative' ? 'tentative' : 'busy');
