import { z } from 'zod';
import { rollKeys } from '../../identity/keys';
import { PROBLEMS } from '../../identity/problem-codes';
import type { World } from '../../world';
import { ControlProblem } from '../answer';
import { act } from './act';
import { applicationIn, tenantIn, userIn } from './find';

const tokensOf = z.strictObject({ upn: z.string().optional(), clientId: z.string().optional() });
const failure = z.strictObject({
  grant: z.enum(['authorization_code', 'refresh_token', 'client_credentials', 'authorize', 'adminconsent']),
  code: z.number().int(),
  times: z.number().int().min(1).default(1),
  clientId: z.string().optional(),
  status: z.number().int().min(400).max(599).optional(),
  error: z.string().optional(),
  suberror: z.string().optional(),
  shape: z.enum(['redirect', 'page', 'nothing', 'no_state', 'no_description']).default('redirect'),
});

/** What becomes of tokens and keys, and the failure that the next request meets. */
export const tokenActs = [
  act('expire_access_tokens', tokensOf, (world, wanted) => expire(world, world.issued.accessTokens.values(), wanted)),
  act('expire_refresh_tokens', tokensOf, (world, wanted) => expire(world, world.issued.refreshTokens.values(), wanted)),
  act('roll_keys', z.strictObject({ keepOlder: z.boolean().default(true) }), (world, wanted) => {
    rollKeys(world, wanted.keepOlder);
  }),
  act('clock_offset', z.strictObject({ ms: z.number().int() }), (world, wanted) => {
    world.issued.clockOffsetMs = wanted.ms;
  }),
  act(
    'token_lifetime',
    z.strictObject({ tenant: z.string().optional(), seconds: z.number().int().min(600).max(86_400).nullable() }),
    (world, wanted) => {
      tenantIn(world, wanted.tenant).accessTokenSeconds = wanted.seconds;
    },
  ),
  act('fail_next', failure, (world, { times, clientId, status, error, suberror, ...wanted }) => {
    if (!PROBLEMS[wanted.code] && (status === undefined || error === undefined))
      throw new ControlProblem(`code: AADSTS${wanted.code} is not in the list; give status and error with it`);
    const id = clientId === undefined ? null : applicationIn(world, clientId).clientId;
    world.issued.failures.push({
      ...{ ...wanted, left: times, clientId: id },
      ...{ status: status ?? null, error: error ?? null, suberror: suberror ?? null },
    });
  }),
  act('clear_failures', z.strictObject({}), (world) => {
    world.issued.failures = [];
  }),
];

type Token = { clientId: string; userId: string | null; expiresAt: number };

function expire(world: World, tokens: Iterable<Token>, wanted: z.infer<typeof tokensOf>) {
  const userId = wanted.upn === undefined ? undefined : userIn(world, wanted.upn).id;
  const now = world.clock.now();
  let expired = 0;
  for (const token of tokens) {
    const fits =
      (userId === undefined || token.userId === userId) && (wanted.clientId ?? token.clientId) === token.clientId;
    if (!fits || token.expiresAt <= now) continue;
    token.expiresAt = now;
    expired += 1;
  }
  return { expired };
}
