import { controlRoutes } from './control/routes';
import { dispatch, type Observer } from './dispatch';
import { ConnectionReset } from './faults/trouble';
import { batchRoute } from './graph/batch';
import { knock } from './graph/notifications';
import { graphRoutes } from './graph/routes';
import { identityRoutes } from './identity/routes';
import { panelRoutes } from './panel/routes';
import { createRouter } from './router';
import { seedWorld } from './seed/seed';
import { keepMail, type Mail } from './store/mails';
import { createThrottle } from './throttle';
import { createWorld, type World } from './world';

export type TenantOptions = {
  seed?: string;
  /** Where its clock begins; the present when left out. */
  now?: number | string | Date;
  frozen?: boolean;
  /** `empty`: nobody has an event yet, for randomized runs. */
  calendars?: 'seed' | 'empty';
  /** Reaches notification addresses; the global fetch when left out. */
  deliver?: typeof fetch;
  /** Hears every answer of Graph and of the identity platform. */
  observe?: Observer;
};

export type Tenant = {
  fetch(request: Request): Promise<Response>;
  reset(options?: TenantOptions): World;
  receiveMail(mail: Omit<Mail, 'id' | 'receivedAt'>): Mail;
  world(): World;
  close(): void;
};

export const DEFAULT_SEED = 'carrel';

/** The stand-in as a function from Request to Response; the process around it adds only sockets. */
export function createTenant(options: TenantOptions = {}): Tenant {
  const deliver = options.deliver ?? ((input, init) => fetch(input, init));
  let world = freshWorld(options, deliver);
  let throttle = createThrottle();

  const reset = (changed: TenantOptions = {}) => {
    world.clock.close();
    throttle = createThrottle();
    world = freshWorld({ seed: options.seed, ...changed }, changed.deliver ?? deliver);
    return world;
  };
  const parts = (): Parameters<typeof dispatch>[1] => ({
    router,
    throttle,
    ...(options.observe ? { observe: options.observe } : {}),
  });
  const router = createRouter([
    ...graphRoutes,
    batchRoute((_, request) => dispatch(world, parts(), request, true)),
    ...identityRoutes,
    ...panelRoutes,
    ...controlRoutes(reset),
  ]);

  return {
    async fetch(request) {
      try {
        return await dispatch(world, parts(), request);
      } catch (error) {
        if (error instanceof ConnectionReset) throw new TypeError('fetch failed', { cause: error });
        throw error;
      }
    },
    reset,
    receiveMail: (mail) => keepMail(world.mails, world.ids, world.clock.now(), mail),
    world: () => world,
    close: () => world.clock.close(),
  };
}

function freshWorld(options: TenantOptions, deliver: typeof fetch): World {
  const now = options.now === undefined ? Date.now() : new Date(options.now).getTime();
  const world = createWorld({ seed: options.seed ?? DEFAULT_SEED, now, frozen: options.frozen ?? false, deliver });
  seedWorld(world, options.calendars ?? 'seed');
  world.changed = (change) => knock(world, change);
  return world;
}
