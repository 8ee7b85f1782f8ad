import type { EventContent } from '@/lib/graph/events';
import type { OwnedFields } from './owned-fields';

/** Our fields in the words of lib/graph. */
export const eventContent = ({ start, end, showAs, subject, body }: OwnedFields): EventContent => ({
  start: new Date(start),
  end: new Date(end),
  showAs: written(showAs),
  subject,
  body,
});

/** Only what changed: a minimal patch keeps what people wrote into the rest. */
export const eventChanges = ({
  start,
  end,
  recurring,
  showAs,
  subject,
  body,
}: Partial<OwnedFields>): Partial<EventContent> => ({
  ...(start && end ? { start: new Date(start), end: new Date(end) } : {}),
  ...(recurring === false ? { once: true } : {}),
  ...(showAs ? { showAs: written(showAs) } : {}),
  ...(subject === undefined ? {} : { subject }),
  ...(body === undefined ? {} : { body }),
});

const written = (showAs: string) => (showAs === 'tentative' ? 'tentative' : 'busy');
