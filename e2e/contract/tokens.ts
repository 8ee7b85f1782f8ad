import { ask } from './http';
import type { Target } from './target';

const DEFAULT_SCOPE = 'https://graph.microsoft.com/.default';

/** The application's own token and a person's, each fetched once. */
export function openTokens(target: Target) {
  const client = { client_id: target.clientId, client_secret: target.secret };
  const address = `${target.login}/${target.tenantId}/oauth2/v2.0/token`;
  const fetchToken = async (form: Record<string, string>) => {
    const answer = await ask('POST', address, { form: { ...client, ...form } });
    if (answer.status !== 200) throw new Error(`no token: ${answer.status} ${answer.body.error_description ?? ''}`);
    return answer.body.access_token as string;
  };
  let app: Promise<string> | undefined;
  let person: Promise<string> | undefined;
  return {
    address,
    client,
    app: () => {
      app ??= fetchToken({ grant_type: 'client_credentials', scope: DEFAULT_SCOPE });
      return app;
    },
    person: () => {
      const { refreshToken } = target;
      if (!refreshToken) throw new Error('nobody is signed in');
      person ??= fetchToken({ grant_type: 'refresh_token', refresh_token: refreshToken });
      return person;
    },
  };
}
