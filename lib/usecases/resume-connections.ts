import type { Tx } from '@/lib/db/client';
import { endAlarm } from '@/lib/db/integration';
import { allOpenLinks } from '@/lib/db/link-rows';
import { demandFullRead } from '@/lib/db/links';
import { resumeAfterAppError } from '@/lib/db/registration-changes';

/**
 * Microsoft accepted the registration again: whoever waited for that alone goes on at once, not at the next hour, and what
 * happened meanwhile is read. A refusal from now on is news.
 */
export async function resumeConnections(tx: Tx): Promise<void> {
  await endAlarm(tx);
  if ((await resumeAfterAppError(tx)) === 0) return;
  await demandFullRead(
    tx,
    (await allOpenLinks(tx)).map(({ id }) => id),
  );
}
