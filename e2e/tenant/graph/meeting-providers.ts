import type { Mailbox, MeetingProvider } from '../store/mailbox';

/** Which online meetings a calendar can hold. Personal accounts have another kind than organizations. */
export function meetingProvidersOf(mailbox: Mailbox, calendarId: string): MeetingProvider[] {
  const chosen = mailbox.calendars.get(calendarId)?.onlineMeetingProviders;
  return chosen ?? (mailbox.user.kind === 'personal' ? ['skypeForConsumer'] : ['teamsForBusiness']);
}

export function offersTeams(mailbox: Mailbox, calendarId: string): boolean {
  return meetingProvidersOf(mailbox, calendarId).includes('teamsForBusiness');
}
