/** What is added in the portal (entra-oauth §8), with the key of its reason. */
export const DELEGATED_PERMISSIONS = [
  { name: 'offline_access', why: 'lasting' },
  { name: 'User.Read', why: 'who' },
  { name: 'Calendars.Read', why: 'read' },
  { name: 'Calendars.ReadWrite', why: 'write' },
  { name: 'Calendars.ReadWrite.Shared', why: 'rooms' },
] as const;
