import { z } from 'zod';
import type { Route } from '../router';
import { ControlProblem, controlRoute, readBody } from './answer';
import { accessActs } from './identity/access';
import { applicationActs } from './identity/applications';
import { consentActs } from './identity/consent';
import { peopleActs } from './identity/people';
import { tokenActs } from './identity/tokens';

/** What happens to accounts, applications and rights, one act a call. */
const ACTS = new Map(
  [...applicationActs, ...peopleActs, ...consentActs, ...tokenActs, ...accessActs].map((one) => [one.action, one]),
);

const named = z.looseObject({ action: z.string() });

export const identityRoute: Route = controlRoute('POST', '/identity', async (call) => {
  const { action, ...body } = await readBody(call, named);
  const found = ACTS.get(action);
  if (!found) throw new ControlProblem(`action: one of ${[...ACTS.keys()].join(', ')}`);
  const parsed = found.schema.safeParse(body);
  if (!parsed.success) {
    const said = parsed.error.issues.map(({ path, message }) => [path.join('.'), message].filter(Boolean).join(': '));
    throw new ControlProblem(said.join('; '));
  }
  return { done: action, ...found.run(call.world, parsed.data) };
});
