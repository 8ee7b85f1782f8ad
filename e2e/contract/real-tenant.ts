import { setTimeout as pause } from 'node:timers/promises';
import type { Target } from './target';

const NEEDED = ['CONTRACT_TENANT_ID', 'CONTRACT_CLIENT_ID', 'CONTRACT_CLIENT_SECRET', 'CONTRACT_MAILBOX'] as const;

/**
 * A tenant at Microsoft, when `npm run contract` was told of one (README.md says what each variable is). Never by
 * `npm test`, which knows no politeness.
 */
export function realTenant(env: NodeJS.ProcessEnv = process.env): Target | undefined {
  if (env.CONTRACT_REAL !== 'yes') return undefined;
  // Less than 1 only to try the suite itself out; what is observed of delays is worth nothing then.
  const pace = Number(env.CONTRACT_PACE ?? 1);
  const [tenantId = '', clientId = '', secret = '', mailbox = ''] = NEEDED.map((name) => env[name]?.trim());
  return {
    kind: 'real',
    login: env.CONTRACT_LOGIN ?? 'https://login.microsoftonline.com',
    graph: env.CONTRACT_GRAPH ?? 'https://graph.microsoft.com',
    tenantId,
    clientId,
    secret,
    mailbox,
    room: env.CONTRACT_ROOM || null,
    mayInviteRoom: env.CONTRACT_MAY_INVITE_ROOM === 'yes',
    refreshToken: env.CONTRACT_REFRESH_TOKEN || null,
    notificationUrl: env.CONTRACT_NOTIFICATION_URL || null,
    notificationPort: Number(env.CONTRACT_NOTIFICATION_PORT ?? 4599),
    control: null,
    wait: (ms) => pause(ms * pace),
    now: async () => Date.now(),
    close: async () => undefined,
  };
}
