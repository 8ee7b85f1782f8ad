import { z } from 'zod';
import type { TenantOptions } from '../app';
import { controlPage } from '../panel/control/control-page';
import type { Call, Route } from '../router';
import { usersOf } from '../store/directory';
import type { World } from '../world';
import { ControlProblem, controlRoute, readBody } from './answer';
import { instant } from './instant';

const resetSchema = z.strictObject({
  seed: z.union([z.string(), z.number()]).optional(),
  now: instant.optional(),
  frozen: z.boolean().optional(),
  calendars: z.enum(['seed', 'empty']).optional(),
});
const clockSchema = z.strictObject({
  now: instant.optional(),
  advanceMs: z.number().int().min(0).optional(),
  frozen: z.boolean().optional(),
});

export function timeRoutes(reset: (options: TenantOptions) => World): Route[] {
  return [
    controlRoute('POST', '/reset', async (call) => {
      const { seed, ...rest } = await readBody(call, resetSchema);
      const options = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
      return describe(reset({ ...(seed === undefined ? {} : { seed: String(seed) }), ...options }));
    }),
    controlRoute('GET', '', (call) => (isBrowser(call) ? controlPage(call) : describe(call.world))),
    controlRoute('GET', '/clock', ({ world }) => clockState(world)),
    controlRoute('POST', '/clock', async (call) => {
      const { now, advanceMs, frozen } = await readBody(call, clockSchema);
      await call.world.clock.set({
        ...(now === undefined ? {} : { now }),
        ...(advanceMs === undefined ? {} : { advanceMs }),
        ...(frozen === undefined ? {} : { frozen }),
      });
      return clockState(call.world);
    }),
    controlRoute('GET', '/log', ({ world, url }: Call) => {
      const since = Number(url.searchParams.get('since') ?? 0);
      const limit = Number(url.searchParams.get('limit') ?? 20_000);
      if (!Number.isInteger(since) || since < 0) throw new ControlProblem('since must be a whole number');
      if (!Number.isInteger(limit) || limit < 1) throw new ControlProblem('limit must be a whole number from 1 on');
      return world.log.since(since, limit);
    }),
  ];
}

/** A person looks; a program asks for anything, or for JSON. */
function isBrowser({ request }: Call): boolean {
  return /\btext\/html\b/.test(request.headers.get('accept') ?? '');
}

function clockState({ clock }: World) {
  return { now: new Date(clock.now()).toISOString(), frozen: clock.isFrozen(), pending: clock.pending() };
}

/** Users with a mailbox first; personal accounts have a tenant of their own. */
function describe(world: World) {
  const tenants = [...world.directory.tenants.values()].map((tenant) => {
    const all = usersOf(world.directory, tenant.id);
    const people = all.filter((user) => user.kind !== 'room');
    const ordered = [...people.filter((user) => user.hasMailbox), ...people.filter((user) => !user.hasMailbox)];
    return {
      tenantId: tenant.id,
      domain: tenant.domains[0] ?? null,
      displayName: tenant.displayName,
      consentPolicy: tenant.consentPolicy,
      users: ordered.map(({ upn, id, displayName, isAdmin, hasMailbox }) => ({
        upn,
        oid: id,
        displayName,
        isAdmin,
        hasMailbox,
      })),
      rooms: all
        .filter((user) => user.kind === 'room')
        .map(({ upn, id, displayName, room }) => ({ upn, oid: id, displayName, capacity: room?.capacity ?? null })),
    };
  });
  return { seed: world.seed, now: new Date(world.clock.now()).toISOString(), tenants };
}
