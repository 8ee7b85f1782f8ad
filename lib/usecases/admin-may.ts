import { type Actor, can } from '@/lib/auth/can';

/** Of what is the whole library's: which ways on the pages of the administration would not refuse somebody. */
export type AdminMay = { catalogue: boolean; groups: boolean; integration: boolean; people: boolean };

export const adminMay = (actor: Actor): AdminMay => ({
  catalogue: can(actor, 'manage_spaces'),
  groups: can(actor, 'manage_appointments'),
  integration: can(actor, 'manage_integration'),
  people: can(actor, 'manage_people'),
});
