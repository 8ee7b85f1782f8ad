import type { NextCredential } from '@/lib/db/next-credential';

/** What the log says of a secret or a certificate: nothing that anybody could sign in with. */
export const credentialOnRecord = ({ credential, expiresOn }: Pick<NextCredential, 'credential' | 'expiresOn'>) => ({
  ...{ kind: credential.kind, expiresOn: expiresOn?.toISOString().slice(0, 10) ?? null },
});
