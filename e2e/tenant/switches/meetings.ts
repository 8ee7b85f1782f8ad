import { choose } from './choose';

/** What is open about meetings between mailboxes, and about what people do with events. The first choice is the default. */
export const MEETINGS_SWITCHES = {
  humanCopyKeeps: choose(
    ['nothing', 'marker', 'marker and transactionId'],
    'V7: what a copy made by a person keeps of the original',
  ),
  attendantSeesWritesAfterMs: choose([0, 2_000, 30_000], 'V8: time until a room attendant sees a direct write'),
} as const;
