import { z } from 'zod';
import { giveAdminConsent, withdrawConsent } from '../../identity/consent';
import { findPermission } from '../../identity/permissions';
import { ControlProblem } from '../answer';
import { act } from './act';
import { applicationIn, tenantIn, userIn } from './find';

const clientId = z.string();
const tenant = z.string().optional();
const upn = z.string().optional();

/** What was consented to, by whom, and what may be consented to. */
export const consentActs = [
  act('grant_admin_consent', z.strictObject({ clientId, tenant }), (world, wanted) => {
    giveAdminConsent(world, applicationIn(world, wanted.clientId), tenantIn(world, wanted.tenant));
  }),
  act(
    'withdraw_consent',
    z.strictObject({ clientId, upn, tenant, adminOnly: z.boolean().default(false) }),
    (world, wanted) => {
      const user = wanted.upn === undefined ? undefined : userIn(world, wanted.upn);
      const tenantId = user && wanted.tenant === undefined ? user.tenantId : tenantIn(world, wanted.tenant).id;
      const { clientId: id } = applicationIn(world, wanted.clientId);
      withdrawConsent(world, { clientId: id, tenantId, userId: user?.id, adminOnly: wanted.adminOnly });
    },
  ),
  act('consent_policy', z.strictObject({ tenant, policy: z.enum(['allowed', 'managed', 'off']) }), (world, wanted) => {
    tenantIn(world, wanted.tenant).consentPolicy = wanted.policy;
  }),
  act(
    'narrow_scopes',
    z.strictObject({ clientId, upn, without: z.array(z.string()) }),
    (world, { clientId: id, upn: who, without }) => {
      const application = applicationIn(world, id);
      const userId = who === undefined ? null : userIn(world, who).id;
      const names = without.map((name) => {
        const permission = findPermission(name);
        if (!permission) throw new ControlProblem(`there is no permission "${name}"`);
        return permission.name;
      });
      const { registrations } = world;
      registrations.narrowings = registrations.narrowings.filter(
        (one) => one.clientId !== application.clientId || one.userId !== userId,
      );
      registrations.narrowings.push({ clientId: application.clientId, userId, without: new Set(names) });
    },
  ),
];
