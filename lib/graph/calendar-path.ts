/** A calendar as Graph addresses it. */
export type CalendarAddress = {
  /** Object id or address. */
  mailbox: string;
  calendarId: string;
  isDefault: boolean;
};

/** `/users/{mailbox}`, percent-encoded. */
export const mailboxPath = (mailbox: string) => `/users/${encodeURIComponent(mailbox)}`;

/**
 * Where views and new events of the calendar live. The default calendar goes by the documented short paths, which also
 * work for mailboxes that are shared with us; their calendar ids do not (graph-calendar §5.4).
 */
export function calendarPath({ mailbox, calendarId, isDefault }: CalendarAddress): string {
  return isDefault ? mailboxPath(mailbox) : `${mailboxPath(mailbox)}/calendars/${encodeURIComponent(calendarId)}`;
}
