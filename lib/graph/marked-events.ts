import { z } from 'zod';
import { mailboxPath } from './calendar-path';
import { type GraphSession, graphRequest, pathOfLink } from './client';
import { EVENT_FIELDS, eventAnswer, type RemoteEvent } from './wire';

export type MarkedEvent = { event: RemoteEvent; value: string };

/**
 * Every event of the mailbox whose named property begins with `prefix`, with the property's whole value: the filter alone
 * does not return it (graph-calendar §1.6). Rows that cannot be read are left out.
 */
export async function findMarked(
  session: GraphSession,
  mailbox: string,
  { id, prefix }: { id: string; prefix: string },
): Promise<MarkedEvent[]> {
  const filter = `singleValueExtendedProperties/Any(ep: ep/id eq ${quoted(id)} and startswith(ep/value,${quoted(prefix)}))`;
  const expand = `singleValueExtendedProperties($filter=id eq ${quoted(id)})`;
  let path: string | null =
    `${mailboxPath(mailbox)}/events?$filter=${encodeURIComponent(filter)}` +
    `&$expand=${encodeURIComponent(expand)}&$select=${EVENT_FIELDS}&$top=200`;
  const found: MarkedEvent[] = [];
  while (path) {
    const page: z.output<typeof markedPage> = await graphRequest(session, {
      ...{ op: 'event.find_marked', mailbox, method: 'GET', path, shape: markedPage },
    });
    for (const raw of page.value) {
      const event = eventAnswer.safeParse(raw);
      const value = marked.safeParse(raw).data?.singleValueExtendedProperties[0]?.value;
      if (event.success && value?.startsWith(prefix)) found.push({ event: event.data, value });
    }
    path = page['@odata.nextLink'] ? pathOfLink(page['@odata.nextLink']) : null;
  }
  return found;
}

const markedPage = z.object({ value: z.array(z.unknown()), '@odata.nextLink': z.string().optional() });
const marked = z.object({ singleValueExtendedProperties: z.array(z.object({ value: z.string() })) });

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;
