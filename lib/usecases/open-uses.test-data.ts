/**
 * What pages, actions and endpoints ask beside the table of `authorisation.test-data.ts`, by what keeps it from telling or
 * doing too much. `open-uses.db.test.ts` asks each of the first four groups.
 */
export const OPEN: Record<'key' | 'known' | 'asker' | 'program' | 'session' | 'elsewhere', string> = {
  /** Whoever has the key of a mail, a feed, a door, a subscription or a program; nobody else hears even that it exists. */
  key: `viewInvitation acceptInvitation viewCaseAnswer answerCase viewVerification verifyBooking bookAtDoor readFeed
    receiveNotification giveApiToken noteApproval releaseHold`,
  /** What everybody may know. Of a booking, to whom its id is known: how it stands. */
  known:
    'viewLibrary viewHealth framingOrigins isReadingOpen findFormerAddress awaitBooking viewBookingState viewSignIn',
  /** Takes an actor and answers no result: of what is the asker's alone, or nothing. */
  asker: 'viewOwnBans countCases countWaitingRequests viewUnmediated viewDoorName viewDoorAddresses',
  program: 'reserveSpaces arriveByClient',
  /** They are how one becomes somebody: sign-in.spec.ts, check-password.db.test.ts. */
  session: 'signInWithPassword sendSignInLink signInOutside signInInvited signOut',
  /**
   * Back from Microsoft, by a state that is bound to whoever began (connect-outlook.db.test.ts, preflight.db.test.ts);
   * metrics for whoever has METRICS_TOKEN, which the route asks; and parts of endpoints, behind their scope.
   */
  elsewhere: 'finishOutlookConnection answerPreflight viewMetrics awaitReserved answerOnce',
};
