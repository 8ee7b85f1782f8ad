import { type MirrorChange, saveMirror } from '@/lib/db/mirrors';
import { fenced, type Push } from './push-facts';

/** What a step came to, remembered while the lane is ours. */
export const saveMirrorOf = (push: Push, change: MirrorChange): Promise<void> =>
  fenced(push, (tx) => saveMirror(tx, push.link.id, push.job.bookingId, change));

/** Nothing of this booking stands in the calendar any more; what is written next is a new epoch. */
export const GONE = {
  ...{ state: 'gone', remoteId: null, etag: null, base: null, intentBody: null, agreedAt: null },
} as const satisfies MirrorChange;
