/** The words of `showAs` that the form needs in the browser. */
export const FREE_BUSY_WORDS = [
  ...(['free', 'tentative', 'workingElsewhere', 'busy', 'oof', 'unknown'] as const),
  ...(['apart', 'apartHint', 'on', 'off', 'all', 'inPerson', 'online', 'allDay'] as const),
  ...(['allDay_never', 'allDay_when_busy', 'allDay_as_shown', 'warnTitle', 'warn'] as const),
  ...(['save', 'saving', 'look', 'looking', 'lookHint', 'closed', 'open', 'time', 'outlook', 'errorTitle'] as const),
] as const;

export type FreeBusyWords = Record<(typeof FREE_BUSY_WORDS)[number], string>;
