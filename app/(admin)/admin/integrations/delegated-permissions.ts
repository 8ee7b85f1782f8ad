import { type Chosen, takesRoomAccount } from './guide/chosen';

/** What is added in the portal (entra-oauth §8), with the key of its reason. */
const DELEGATED_PERMISSIONS = [
  { name: 'offline_access', why: 'lasting' },
  { name: 'User.Read', why: 'who' },
  { name: 'Calendars.Read', why: 'read' },
  { name: 'Calendars.ReadWrite', why: 'write' },
  { name: 'Calendars.ReadWrite.Shared', why: 'rooms' },
] as const;

/** Of these, those that the answers need: rooms of their own only where an account reaches them. */
export const delegatedPermissions = (chosen: Chosen) =>
  DELEGATED_PERMISSIONS.filter(({ why }) => why !== 'rooms' || takesRoomAccount(chosen));
