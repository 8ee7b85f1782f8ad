import type { ConvertIdResult } from '@microsoft/microsoft-graph-types';
import { z } from 'zod';
import { itemId, parseItemId } from '../store/item-ids';
import type { Mailbox } from '../store/mailbox';
import { mailboxAccess } from './access';
import { contextOf, type GraphCall, readJson } from './graph-call';
import { unreadableBody } from './problem';

/** Five ways to write an id: two of Graph's, one of EWS, two of MAPI. */
const TYPES = ['entryId', 'ewsId', 'immutableEntryId', 'restId', 'restImmutableEntryId'] as const;
type IdType = (typeof TYPES)[number];

const MOST_IDS = 1000;
const schema = z.strictObject({
  inputIds: z.array(z.string()).max(MOST_IDS, `at most ${MOST_IDS}`),
  sourceIdType: z.enum(TYPES),
  targetIdType: z.enum(TYPES),
});

export async function translateIds(g: GraphCall): Promise<Response> {
  const { mailbox } = mailboxAccess(g, 'basic');
  const parsed = schema.safeParse(await readJson(g.request));
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw unreadableBody(`Cannot read '${issue?.path.join('.') ?? ''}': ${issue?.message ?? 'wrong type'}.`);
  }
  const { inputIds, sourceIdType, targetIdType } = parsed.data;
  const value = inputIds.map((sourceId) => translated(mailbox, sourceId, sourceIdType, targetIdType));
  return Response.json({ '@odata.context': contextOf(g, 'Collection(microsoft.graph.convertIdResult)'), value });
}

/** An id that cannot be read fails by itself. */
function translated(mailbox: Mailbox, sourceId: string, from: IdType, to: IdType) {
  const found = parseItemId(mailbox, inGraphsForm(sourceId, from));
  const event = typeof found === 'string' ? undefined : mailbox.byKey.get(found.key);
  // Nor does one that named an occurrence before its series was moved.
  const isOld = typeof found !== 'string' && found.date !== null && found.epoch !== (event?.epoch ?? 0);
  if (typeof found === 'string' || !event || isOld) {
    const errorDetails = { code: 'ErrorInvalidIdMalformed', message: 'Id is malformed.' };
    return { sourceId, errorDetails } satisfies ConvertIdResult;
  }
  const isImmutable = to === 'immutableEntryId' || to === 'restImmutableEntryId';
  const id = itemId(mailbox, event, found.date, isImmutable ? 'immutable' : 'rest');
  return { sourceId, targetId: writtenAs(id, to) } satisfies ConvertIdResult;
}

const MAPI: Partial<Record<IdType, [string, string]>> = {
  entryId: ['AAMk', 'AAAA'],
  immutableEntryId: ['AAkA', 'AAAB'],
};

function writtenAs(id: string, type: IdType): string {
  const [graphs, theirs] = MAPI[type] ?? ['', ''];
  if (type === 'ewsId') return id.replaceAll('-', '+').replaceAll('_', '/');
  return theirs + id.slice(graphs.length);
}

function inGraphsForm(id: string, type: IdType): string {
  if (type === 'ewsId') return id.replaceAll('+', '-').replaceAll('/', '_');
  if (type === 'restId') return id.startsWith('AAMk') ? id : '';
  if (type === 'restImmutableEntryId') return id.startsWith('AAkA') ? id : '';
  const [graphs, theirs] = MAPI[type] ?? ['', ''];
  return id.startsWith(theirs) ? graphs + id.slice(theirs.length) : '';
}
