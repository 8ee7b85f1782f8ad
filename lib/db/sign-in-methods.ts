import type { Tx } from '@/lib/db/client';
import { OIDC } from '@/lib/db/oidc-provider';
import { ENTRA } from '@/lib/db/sign-in-provider';

/** Ways to sign in that need no provider. */
export type OwnMethods = { password: boolean; link: boolean };

export async function ownMethods(tx: Tx): Promise<OwnMethods> {
  const row = await tx.library.findUnique({ where: { id: 1 }, select: { signInPassword: true, signInLink: true } });
  return { password: row?.signInPassword ?? true, link: row?.signInLink ?? true };
}

export async function writeOwnMethods(tx: Tx, { password, link }: OwnMethods): Promise<void> {
  await tx.library.updateMany({ where: { id: 1 }, data: { signInPassword: password, signInLink: link } });
}

/**
 * Whether an admin can sign in by what is on now: with a link, or with a password or an identity that they have. Holds the
 * library's row until the transaction is over: of two who each switch off one way, the second sees what the first did.
 */
export async function someAdminCanSignIn(tx: Tx): Promise<boolean> {
  await tx.$queryRaw`SELECT id FROM library WHERE id = 1 FOR UPDATE`;
  const [row] = await tx.$queryRaw<{ can: boolean }[]>`
    SELECT EXISTS (
      SELECT FROM person LEFT JOIN library ON library.id = 1
      WHERE person.role = 'admin' AND person.disabled_at IS NULL AND (
        coalesce(library.sign_in_link, true)
        OR (coalesce(library.sign_in_password, true) AND person.password_hash IS NOT NULL)
        OR EXISTS (SELECT FROM sign_in_identity one JOIN sign_in_provider provider ON provider.id = one.provider
          WHERE one.person_id = person.id AND one.provider = ${ENTRA} AND provider.active
            AND EXISTS (SELECT FROM sign_in_tenant tenant WHERE tenant.provider_id = provider.id
              AND starts_with(one.subject, tenant.tenant_id || ':')))
        OR EXISTS (SELECT FROM sign_in_identity one JOIN oidc_provider provider ON provider.id = one.provider
          WHERE one.person_id = person.id AND one.provider = ${OIDC} AND provider.active)
      )
    ) AS can`;
  return row?.can ?? false;
}
