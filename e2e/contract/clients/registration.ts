import type { Control } from '../control';
import type { Session } from '../session';

export const REDIRECT = 'http://localhost:3000/back';
export const STAFF = { email: 'librarian@library.example', password: 'carrel-demo' };
export type Registration = { tenantId: string; clientId: string; secret: { value: string } };

/** An application of its own for a client, registered as the portal would do it. */
export async function registerFor(on: Session, more: Record<string, unknown> = {}): Promise<Registration> {
  return controlOf(on).post('/apps', {
    name: 'Independent client',
    redirectUris: [REDIRECT],
    delegated: ['User.Read', 'Calendars.ReadWrite'],
    application: ['Calendars.ReadWrite'],
    adminConsent: true,
    ...more,
  });
}

export function controlOf({ target }: Session): Control {
  if (!target.control) throw new Error('only the stand-in has controls');
  return target.control;
}
