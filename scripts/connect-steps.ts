import type { Person } from '@/lib/auth/can';
import { outlookRedirectUri } from '@/lib/clouds';
import { env } from '@/lib/env';
import type { Result } from '@/lib/result';
import { connectOutlook } from '@/lib/usecases/connect-outlook';
import { finishOutlookConnection } from '@/lib/usecases/finish-outlook-connection';

/** Everybody's at the stand-in tenant. */
const PASSWORD = 'carrel-demo';

/** The answer's value; a refusal ends the program with its name. */
export function must<T>(what: string, answer: Result<T>): T {
  if (!answer.ok) throw new Error(`${what}: ${JSON.stringify(answer.refusal)}`);
  return answer.value;
}

export type Registered = { clientId: string; tenantId: string; secret: { value: string } };

/** A registration at the stand-in tenant, as its portal would make it. */
export async function register(): Promise<Registered> {
  const answer = await fetch(`${env().MICROSOFT_LOGIN_URL}/_control/apps`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({
      name: 'Carrel',
      accountType: 'AzureADMyOrg',
      redirectUris: [outlookRedirectUri()],
      delegated: [
        'openid',
        'profile',
        'offline_access',
        'User.Read',
        'Calendars.ReadWrite',
        'Calendars.ReadWrite.Shared',
      ],
      application: [],
      adminConsent: true,
    }),
  });
  if (!answer.ok) throw new Error(`registering: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as Registered;
}

/** The person signs in at Microsoft; the way back is read from the redirect instead of a browser's address bar. */
export async function consent(person: Person, wanted: object): Promise<number> {
  const { redirectTo } = must('connecting', await connectOutlook(person, wanted, new Date()));
  const back = await fetch(redirectTo, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ step: 'login', email: person.email, password: PASSWORD }),
  });
  const location = back.headers.get('location');
  if (!location?.startsWith(outlookRedirectUri())) throw new Error(`${person.email}: no way back (${back.status})`);
  const { result } = await finishOutlookConnection(person, new URL(location).searchParams, new Date());
  return must(person.email, result).connectionId;
}
