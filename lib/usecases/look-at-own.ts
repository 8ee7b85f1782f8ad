import { transaction } from '@/lib/db/client';
import { openLinksOfConnection } from '@/lib/db/link-rows';
import { enqueue } from '@/lib/db/outbox';
import type { Result } from '@/lib/result';
import { orRefused } from './refuse-preview';

/**
 * One's own calendars, looked at while their owner waits. Where the look finds one gone they are read at once, so that the page
 * says of it what the look said.
 */
export async function lookAtOwn<T>(connectionId: number, look: () => Promise<Result<T>>): Promise<Result<T>> {
  const seen = await orRefused(connectionId, look);
  if (seen.ok || seen.refusal.code !== 'calendar_gone') return seen;
  await transaction(async (tx) => {
    for (const { id: linkId } of await openLinksOfConnection(tx, connectionId))
      await enqueue(tx, { kind: 'pull_calendar', linkId });
  });
  return seen;
}
