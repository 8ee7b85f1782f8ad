import 'server-only';
import type { NextRequest } from 'next/server';
import { isSecure } from '@/lib/auth/session';
import { db } from '@/lib/db/client';
import { activeSignInProvider, ENTRA, type SignInTenant } from '@/lib/db/sign-in-provider';
import { env } from '@/lib/env';

/**
 * Which organisation's button was pressed, on the way to Microsoft and back (decision 48). Nothing is trusted to it: it
 * chooses one of the organisations on the list, whose own authority and issuer the token must then be of.
 */
export const tenantCookieName = () => `${isSecure() ? '__Secure-' : ''}carrel-tenant`;

/** As long as next-auth's own cookies of the visit. */
export const tenantCookie = (tenantId: string) => ({
  name: tenantCookieName(),
  value: tenantId,
  ...({ httpOnly: true, sameSite: 'lax', path: '/api/auth', maxAge: 15 * 60 } as const),
  secure: isSecure(),
});

/** Nothing asked for: the first. Not on the list: none, and so no sign-in. */
export function tenantOf(tenants: readonly SignInTenant[], asked: string | null): SignInTenant | null {
  if (asked === null) return tenants[0] ?? null;
  return tenants.find(({ tenantId }) => tenantId === asked.toLowerCase()) ?? null;
}

/** Microsoft's numbers for an account of another organisation, and for an application that an admin must approve first. */
const PROBLEMS: Record<string, readonly string[]> = {
  OtherTenant: ['50020', '500200', '500208'],
  ApprovalNeeded: ['90093', '90094', '90095', '900941'],
};

/**
 * Where a way back from Microsoft ends before it is looked at: with an organisation that is not on the list (any more), or
 * with a refusal of Microsoft's that we have words for. Null: it goes on.
 */
export async function refusedTenant(segments: string[], request: NextRequest): Promise<string | null> {
  if (segments[0] !== 'callback' || segments[1] !== ENTRA) return null;
  const code = /AADSTS(\d{1,9})/.exec(request.nextUrl.searchParams.get('error_description') ?? '')?.[1] ?? '';
  const said = Object.keys(PROBLEMS).find((name) => PROBLEMS[name]?.includes(code));
  const tenants = (await activeSignInProvider(db()))?.tenants ?? [];
  const isOff = tenants.length === 0;
  const asked = request.cookies.get(tenantCookieName())?.value ?? null;
  const problem = said ?? (isOff || tenantOf(tenants, asked) ? null : 'OtherTenant');
  return problem && `${env().PUBLIC_URL}/sign-in?error=${problem}`;
}
