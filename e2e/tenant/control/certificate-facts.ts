import type { Certificate } from '../store/registrations';

/** A certificate as programs see it. */
export function certificateFacts({ id, description, thumbprint, sha256, startsAt, expiresAt }: Certificate) {
  return {
    ...{ id, description, thumbprint, thumbprintSha256: sha256 },
    startsAt: new Date(startsAt).toISOString(),
    expiresAt: new Date(expiresAt).toISOString(),
  };
}
