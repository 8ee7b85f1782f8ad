import { type Behaviour, createBehaviour } from './behaviour';
import { type Clock, createClock } from './clock';
import { createFaults, type Faults } from './faults';
import type { Parcel } from './graph/delivery';
import { createLog, type Log } from './log';
import { createRandom, type Random } from './random';
import { createDirectory, type Directory, findUser } from './store/directory';
import type { Endpoint } from './store/endpoints';
import type { CalendarEvent } from './store/event-types';
import { createIssued, type Issued } from './store/issued';
import type { Links } from './store/links';
import type { Calendar, Mailbox } from './store/mailbox';
import type { Mail } from './store/mails';
import { createRegistrations, type Registrations } from './store/registrations';
import type { Subscription } from './store/subscriptions';

/** Everything there is in the stand-in. A reset makes a new one and keeps nothing. */
export type World = {
  seed: string;
  /** What its links say of where they come from: the same for the same seed and beginning. */
  generation: string;
  links: Links;
  clock: Clock;
  ids: Random;
  chance: Random;
  directory: Directory;
  registrations: Registrations;
  issued: Issued;
  mailboxes: Map<string, Mailbox>;
  subscriptions: Map<string, Subscription>;
  /** How the hosts of notification addresses behave. */
  endpoints: Map<string, Endpoint>;
  /** Notifications that wait to go together, by address. */
  parcels: Map<string, Parcel>;
  mails: Mail[];
  log: Log;
  faults: Faults;
  behaviour: Behaviour;
  /** How the tenant reaches notification addresses. */
  deliver: typeof fetch;
  /** Told of every change of an event; the subscriptions listen here. */
  changed: (change: EventChange) => void;
};

export type EventChange = {
  kind: 'created' | 'updated' | 'deleted';
  mailbox: Mailbox;
  calendar: Calendar;
  event: CalendarEvent;
};

export type WorldOptions = { seed: string; now: number; frozen: boolean; deliver: typeof fetch };

export function createWorld({ seed, now, frozen, deliver }: WorldOptions): World {
  return {
    seed,
    generation: `${seed}.${now}`,
    links: new Set(),
    clock: createClock(now, frozen),
    ids: createRandom(`${seed}:ids`),
    chance: createRandom(`${seed}:chance`),
    directory: createDirectory(),
    registrations: createRegistrations(),
    issued: createIssued(),
    mailboxes: new Map(),
    subscriptions: new Map(),
    endpoints: new Map(),
    parcels: new Map(),
    mails: [],
    log: createLog(),
    faults: createFaults(seed),
    behaviour: createBehaviour(),
    deliver,
    changed: () => undefined,
  };
}

export function mailboxOf(world: World, idOrName: string): Mailbox | undefined {
  const user = findUser(world.directory, idOrName);
  return user?.hasMailbox ? world.mailboxes.get(user.id) : undefined;
}
