import fc from 'fast-check';
import type { CaseChoice } from '@/lib/booking/case-choices';
import { policyChoices, type SyncPolicy, syncPolicy } from '@/lib/booking/sync-policy';

export type Times = { from: number; hours: number };
export const AGREED: Times = { from: 10, hours: 1 };

/** One state that both sides agreed on, and what became of each of its three copies since: ours, theirs, and the memory. */
export type Start = {
  resourceKind: 'space' | 'person';
  policy: SyncPolicy;
  tellsTransaction: boolean;
  remembersDeleted: boolean;
  decider: readonly CaseChoice[];
  /** Local: what the booking says now; cancelled and waiting ones among them. */
  local: Times & { status: 'confirmed' | 'to_confirm' | 'pending_remote' | 'cancelled'; words: string };
  /** The memory: what we think that both sides agreed on, and how far the last writing came. */
  memory: {
    state: 'none' | 'creating' | 'live' | 'gone' | 'detached' | 'conflict';
    base: Times & { showAs: string };
    /** A create or a patch was sent as the booking is now, and its answer was never stored. */
    sentLocal: boolean;
    lookedMsAgo: number | null;
    restores: number;
    restoredHoursAgo: number;
    putBackBefore: 'mirror_moved' | 'mirror_deleted' | 'mirror_set_free' | null;
  };
  /** Remote: what stands in Outlook now. */
  remote: {
    what: 'stands' | 'deleted' | 'cancelled' | 'never_made' | 'lands_late' | 'other_id';
    times: Times;
    showAs: string;
    allDay: boolean;
    isPrivate: boolean;
    isCopied: boolean;
    rewrites: number;
    /** Told by delta; else a sweep finds it. */
    isNews: boolean;
  };
  foreign: readonly { from: number; isKnown: boolean; now: 'same' | 'gone' | 'free' }[];
  lostAnswers: number;
};

const times = (...from: number[]): fc.Arbitrary<Times> =>
  fc.record({ from: fc.constantFrom(...from), hours: fc.constantFrom(1, 2) });
const agreedOr = (other: fc.Arbitrary<Times>) =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(AGREED) }, { weight: 2, arbitrary: other });
const mostly = <T>(usual: T, ...rest: T[]) =>
  fc.oneof({ weight: 4, arbitrary: fc.constant(usual) }, { weight: 2, arbitrary: fc.constantFrom(...rest) });

const policies: fc.Arbitrary<SyncPolicy> = fc.constantFrom('space' as const, 'person' as const).chain((kind) => {
  const { foreign, moved, deleted, bothEdited, stale } = policyChoices[kind];
  return fc
    .record({
      foreign: fc.constantFrom<string>(...foreign),
      moved: fc.constantFrom<string>(...moved),
      deleted: fc.constantFrom<string>(...deleted),
      bothEdited: fc.constantFrom<string>(...bothEdited),
      stale: fc.constantFrom<string>(...stale),
    })
    .map((given) => syncPolicy(kind, given));
});

const deciders = fc.constantFrom<CaseChoice[]>(
  [],
  ['apply', 'put_back', 'keep'],
  ['put_back', 'keep'],
  ['keep'],
  ['cancel'],
);

const foreign: fc.Arbitrary<Start['foreign'][number]> = fc.record({
  from: fc.constantFrom(10, 11, 12, 14),
  isKnown: fc.boolean(),
  now: fc.constantFrom('same' as const, 'gone' as const, 'free' as const),
});

export const starts: fc.Arbitrary<Start> = fc
  .record({
    policy: policies,
    tellsTransaction: fc.boolean(),
    remembersDeleted: fc.boolean(),
    decider: deciders,
    local: fc
      .tuple(
        agreedOr(times(10, 12)),
        mostly('confirmed', 'to_confirm', 'pending_remote', 'cancelled'),
        mostly('abc', 'new'),
      )
      .map(([when, status, words]) => ({ ...when, status: status as Start['local']['status'], words })),
    memory: fc.record({
      state: mostly<Start['memory']['state']>('live', 'none', 'creating', 'gone', 'detached', 'conflict'),
      base: fc
        .tuple(agreedOr(times(9, 10)), mostly('busy', 'tentative'))
        .map(([when, showAs]) => ({ ...when, showAs })),
      sentLocal: fc.boolean(),
      lookedMsAgo: mostly<number | null>(null, 4_000, 60_000),
      restores: mostly(0, 1, 2),
      restoredHoursAgo: fc.constantFrom(1, 30),
      putBackBefore: mostly<Start['memory']['putBackBefore']>(
        null,
        'mirror_moved',
        'mirror_deleted',
        'mirror_set_free',
      ),
    }),
    remote: fc.record({
      what: mostly<Start['remote']['what']>('stands', 'deleted', 'cancelled', 'never_made', 'lands_late', 'other_id'),
      times: agreedOr(fc.oneof(times(14, 15), fc.constant({ from: 11, hours: 1 }))),
      showAs: mostly('busy', 'free', 'tentative', 'oof'),
      allDay: mostly(false, true),
      isPrivate: fc.boolean(),
      isCopied: mostly(false, true),
      rewrites: mostly(0, 1, 2),
      isNews: mostly(true, false),
    }),
    foreign: fc.array(foreign, { maxLength: 2 }),
    lostAnswers: mostly(0, 1),
  })
  .map((start) => ({ ...start, resourceKind: start.policy.kind }));
