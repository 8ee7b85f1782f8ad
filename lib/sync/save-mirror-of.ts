import { type MirrorChange, saveMirror } from '@/lib/db/mirrors';
import { judgeAgain } from './judge-again';
import { intervalOf, type OwnedFields } from './owned-fields';
import { fenced, type Push } from './push-facts';

/**
 * What a step came to, remembered while the lane is ours. `awaited`: an event with these times is not waited for any more;
 * what was kept apart for it is judged by the next reading (sync-design §6).
 */
export const saveMirrorOf = (push: Push, change: MirrorChange, awaited: OwnedFields | null = null): Promise<void> =>
  fenced(push, async (tx) => {
    const linkId = push.link.id;
    await saveMirror(tx, linkId, push.job.bookingId, change);
    if (awaited) await judgeAgain(tx, linkId, intervalOf(awaited));
  });

/** Nothing of this booking stands in the calendar any more; what is written next is a new epoch. */
export const GONE = {
  ...{ state: 'gone', remoteId: null, etag: null, base: null, intentBody: null, agreedAt: null },
} as const satisfies MirrorChange;
