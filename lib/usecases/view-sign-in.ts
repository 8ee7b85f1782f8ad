import type { Actor } from '@/lib/auth/can';
import { homeOf, returnAddress } from '@/lib/auth/return-address';
import { LINK_MINUTES } from '@/lib/auth/sign-in-mail';
import { db } from '@/lib/db/client';
import { readOidcProvider } from '@/lib/db/oidc-provider';
import { ownMethods } from '@/lib/db/sign-in-methods';
import { readSignInProvider, type SignInTenant } from '@/lib/db/sign-in-provider';
import { env } from '@/lib/env';

export type SignInView = {
  /** Ways that need no provider. */
  password: boolean;
  link: boolean;
  /** The organisations whose Microsoft accounts may sign in; none: nobody's. */
  microsoft: SignInTenant[];
  /** The words on the button of the library's OpenID Connect provider; null: it offers none. */
  oidcLabel: string | null;
  linkMinutes: number;
  /** Where to go afterwards; null: where this person's work begins. */
  to: string | null;
  /** In a demo only. */
  demoAccounts: { email: string; role: 'admin' | 'staff' | 'patron' }[];
  /** For those who are signed in already. */
  home: string | null;
};

const DEMO_ACCOUNTS: SignInView['demoAccounts'] = [
  { email: 'admin@library.example', role: 'admin' },
  { email: 'librarian@library.example', role: 'staff' },
  { email: 'patron@library.example', role: 'patron' },
];

/** Everybody may look. */
export async function viewSignIn(actor: Actor, raw: { to?: unknown }): Promise<SignInView> {
  const provider = await readSignInProvider(db());
  const oidc = await readOidcProvider(db());
  const to = returnAddress(raw.to);
  return {
    ...(await ownMethods(db())),
    microsoft: provider?.active ? provider.tenants : [],
    oidcLabel: oidc?.active ? oidc.label : null,
    linkMinutes: LINK_MINUTES,
    to,
    demoAccounts: env().DEMO === '1' ? DEMO_ACCOUNTS : [],
    home: actor.kind === 'person' ? (to ?? homeOf(actor.role)) : null,
  };
}
