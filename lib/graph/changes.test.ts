import { expect, test } from 'vitest';
import { readChanges } from './changes';
import type { GraphFailure } from './failure';

const window = { start: new Date('2026-11-21T00:00:00Z'), end: new Date('2026-12-21T00:00:00Z') };
const address = 'https://graph.microsoft.com/v1.0/users/u/calendar/calendarView/delta';
const row = (id: string) => ({
  ...{ id, type: 'singleInstance', showAs: 'busy', isCancelled: false },
  start: { dateTime: '2026-11-21T15:00:00.0000000', timeZone: 'UTC' },
  end: { dateTime: '2026-11-21T16:00:00.0000000', timeZone: 'UTC' },
});

/** Answers one after the other; what was asked is kept. */
function graph(answers: Response[]) {
  const asked: string[] = [];
  const ask = async (input: Parameters<typeof fetch>[0]) => {
    asked.push(String(input));
    return answers.shift() ?? Response.json({}, { status: 500 });
  };
  const session = {
    ...{ graphOrigin: 'http://localhost:1', accessToken: async () => 't', fetch: ask as typeof fetch },
  };
  return { session, asked };
}

async function readAll(session: Parameters<typeof readChanges>[0]) {
  const ids: string[] = [];
  let deltaLink: string | null = null;
  const calendar = { mailbox: 'u', calendarId: 'c', isDefault: true };
  for await (const page of readChanges(session, calendar, { window })) {
    ids.push(...page.changes.map(({ remoteId }) => remoteId));
    deltaLink = page.deltaLink;
  }
  return { ids, deltaLink };
}

test('every page is read, an empty first one too, and the last one’s link is where to go on', async () => {
  const { session, asked } = graph([
    Response.json({ value: [], '@odata.nextLink': `${address}?$skiptoken=one` }),
    Response.json({ value: [row('A')], '@odata.nextLink': `${address}?$skiptoken=two` }),
    Response.json({ value: [row('B')], '@odata.deltaLink': `${address}?$deltatoken=end` }),
  ]);
  expect(await readAll(session)).toEqual({ ids: ['A', 'B'], deltaLink: `${address}?$deltatoken=end` });
  expect(asked.map((url) => new URL(url).searchParams.get('$skiptoken'))).toEqual([null, 'one', 'two']);
});

test('the state may be lost between two pages', async () => {
  const { session } = graph([
    Response.json({ value: [row('A')], '@odata.nextLink': `${address}?$skiptoken=one` }),
    Response.json({ error: { code: 'SyncStateNotFound' } }, { status: 410 }),
  ]);
  await expect(readAll(session)).rejects.toMatchObject({ kind: 'gone' } satisfies Partial<GraphFailure>);
});
