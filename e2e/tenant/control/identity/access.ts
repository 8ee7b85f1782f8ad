import { z } from 'zod';
import { setPolicy } from '../../identity/set-policy';
import { ControlProblem } from '../answer';
import { act } from './act';
import { applicationIn, tenantIn, userIn } from './find';

const CODES = { mfa: [50076, 50079, 50074, 50078], block: [53003, 530032, 53000, 53001, 53002, 53011] };

/** Conditional Access: a rule for everybody, one person or one application, on or off. */
export const accessActs = [
  act(
    'conditional_access',
    z.strictObject({
      kind: z.enum(['block', 'mfa', 'sign_in_frequency']),
      on: z.boolean(),
      tenant: z.string().optional(),
      upn: z.string().optional(),
      clientId: z.string().optional(),
      code: z.number().int().optional(),
      hours: z.number().positive().default(1),
      workload: z.boolean().default(false),
    }),
    (world, { kind, on, upn, clientId, code, hours, workload, tenant }) => {
      if (code !== undefined && (kind === 'sign_in_frequency' || !CODES[kind].includes(code)))
        throw new ControlProblem(`code: not one by which ${kind} refuses`);
      const userId = upn === undefined ? null : userIn(world, upn).id;
      const id = clientId === undefined ? null : applicationIn(world, clientId).clientId;
      const rule = { kind, userId, clientId: id, hours, workload, ...(code === undefined ? {} : { code }) };
      setPolicy(world, tenantIn(world, tenant), rule, on);
    },
  ),
];
