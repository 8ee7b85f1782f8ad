import { importPKCS8 } from 'jose';
import { type ClientAuth, ClientSecretPost, modifyAssertion, PrivateKeyJwt } from 'oauth4webapi';
import { type ClientCredential, certificateFacts } from '@/lib/client-credential';

/** A secret in the body, or an assertion as Microsoft wants it: PS256, `x5t#S256`, for the token endpoint (entra-oauth §3.1). */
export async function clientAuthOf(credential: ClientCredential, tokenEndpoint: string): Promise<ClientAuth> {
  if (credential.kind === 'secret') return ClientSecretPost(credential.secret);
  const key = await importPKCS8(credential.privateKey, 'PS256');
  const { sha256 } = certificateFacts(credential.certificate);
  return PrivateKeyJwt(key, {
    [modifyAssertion](header, payload) {
      Object.assign(header, { typ: 'JWT', 'x5t#S256': sha256 });
      payload.aud = tokenEndpoint;
    },
  });
}
