/** What Outlook said of the Teams meeting that an event of ours was asked for with. */
export type MeetingSeen = { isOnline: boolean; joinUrl: string | null };

export type MeetingStep = { do: 'keep'; joinUrl: string } | { do: 'give_up' } | { do: 'ask_again'; at: Date };

/** Exchange finishes a new event within five seconds (graph-calendar §2.5); what is no meeting then will be none. */
const SILENT_AFTER_MS = 10_000;
/** A meeting whose link has not come by then: nobody is told to wait for it any longer. */
const GIVEN_UP_AFTER_MS = 15 * 60_000;
const FIRST_MS = 2_000;
const SELDOM_MS = 60_000;

/**
 * The link may be in the answer to the create, come later, or never: "201 but silently no meeting" (graph-calendar §2.1). It
 * is asked for after two seconds, then at intervals that double up to a minute.
 */
export function planMeeting({ isOnline, joinUrl }: MeetingSeen, askedAt: Date, now: Date): MeetingStep {
  if (joinUrl) return { do: 'keep', joinUrl };
  const waitedMs = now.getTime() - askedAt.getTime();
  if (waitedMs >= (isOnline ? GIVEN_UP_AFTER_MS : SILENT_AFTER_MS)) return { do: 'give_up' };
  const pauseMs = Math.min(SELDOM_MS, Math.max(FIRST_MS, waitedMs));
  const until = isOnline ? waitedMs + pauseMs : Math.min(waitedMs + pauseMs, SILENT_AFTER_MS);
  return { do: 'ask_again', at: new Date(askedAt.getTime() + until) };
}
