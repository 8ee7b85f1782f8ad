import type { Call } from '../router';
import { pairwiseSubject } from './id-token';

export function userinfo(call: Call): Response {
  const { world, request } = call;
  const bearer = /^Bearer\s+(.+)$/i.exec(request.headers.get('authorization') ?? '')?.[1] ?? '';
  const token = world.issued.accessTokens.get(bearer);
  const user = token?.userId ? world.directory.users.get(token.userId) : undefined;
  if (!token || !user || token.expiresAt <= world.clock.now()) {
    const error = { code: 'InvalidAuthenticationToken', message: 'Access token validation failure.' };
    return Response.json({ error }, { status: 401 });
  }
  const { displayName: name, givenName: given_name, surname: family_name, mail: email } = user;
  return Response.json({
    sub: pairwiseSubject(token.clientId, user),
    name,
    ...(given_name === null ? {} : { given_name }),
    ...(family_name === null ? {} : { family_name }),
    ...(email === null ? {} : { email }),
  });
}
