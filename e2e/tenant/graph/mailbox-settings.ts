import type { DayOfWeek, MailboxSettings, UserPurpose, WorkingHours } from '@microsoft/microsoft-graph-types';
import { findUser } from '../store/directory';
import type { Mailbox } from '../store/mailbox';
import { mustReach, usableMailbox } from './access';
import { contextOf, type GraphCall, mustBeDelegated } from './graph-call';
import { checkSelect, selectFrom } from './odata-query';
import { accessDenied, unknownSegment } from './problem';

/** What a mailbox is set to. The zone may be a Windows or an IANA name, as a person or an administrator chose. */
export function mailboxSettings(g: GraphCall): Response {
  const user = g.params.user === undefined ? mustBeDelegated(g) : findUser(g.world.directory, g.params.user);
  mustReach(g, ['MailboxSettings.Read', 'MailboxSettings.ReadWrite'], user);
  if (g.me && user?.id !== g.me.id) throw accessDenied();
  const mailbox = usableMailbox(g, user);
  const settings = settingsJson(mailbox);
  const context = contextOf(g, `users('${mailbox.user.id}')/mailboxSettings`);
  const member = g.params.member ?? (/\/timeZone$/i.test(g.url.pathname) ? 'timeZone' : undefined);
  if (member === undefined) {
    checkSelect(g.url, new Set(Object.keys(settings)), 'MailboxSettings');
    return Response.json({ '@odata.context': context, ...selectFrom(settings, g.url) });
  }
  const found = Object.entries(settings).find(([name]) => name.toLowerCase() === member.toLowerCase());
  if (!found) throw unknownSegment(member);
  const [name, value] = found;
  const answer = typeof value === 'object' && value !== null ? value : { value };
  return Response.json({ '@odata.context': `${context}/${name}`, ...answer });
}

export function workingHoursOf(mailbox: Mailbox) {
  const { choices, timeZone } = mailbox;
  const days = choices?.workDays as DayOfWeek[] | undefined;
  return {
    daysOfWeek: days ?? ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'],
    startTime: `${choices?.workFrom ?? '08:00'}:00.0000000`,
    endTime: `${choices?.workTo ?? '17:00'}:00.0000000`,
    timeZone: { name: timeZone },
  } satisfies WorkingHours;
}

function settingsJson(mailbox: Mailbox) {
  const { user, timeZone, choices } = mailbox;
  const purpose = choices?.userPurpose ?? (user.kind === 'room' ? 'room' : 'user');
  return {
    archiveFolder: null,
    timeZone,
    delegateMeetingMessageDeliveryOptions: 'sendToDelegateOnly',
    dateFormat: 'M/d/yyyy',
    timeFormat: 'h:mm tt',
    userPurpose: purpose as UserPurpose,
    automaticRepliesSetting: { status: 'disabled', externalAudience: 'all' },
    language: { locale: 'en-US', displayName: 'English (United States)' },
    workingHours: workingHoursOf(mailbox),
  } satisfies MailboxSettings;
}
