/** The sentences of a door, with `{names}` for what is put in while it runs. */
export type DoorWords = Record<
  | ('free' | 'busy' | 'closed' | 'freeUntil' | 'busyUntil' | 'closedUntil' | 'closedToday')
  | ('next' | 'nextNone' | 'taken' | 'book' | 'bookFrom' | 'minutes' | 'bookLabel' | 'booking' | 'booked')
  | ('notBooked' | 'bookByPhone' | 'bookByPhoneText' | 'checkIn' | 'checkInText' | 'qr')
  | ('updated' | 'offline'),
  string
>;

export const fill = (text: string, values: Record<string, string | number>): string =>
  Object.entries(values).reduce((filled, [name, value]) => filled.replaceAll(`{${name}}`, String(value)), text);
