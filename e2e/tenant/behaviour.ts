import type { BehaviourValue } from './switches/choose';
import { EVENTS_SWITCHES } from './switches/events';
import { IDENTITY_SWITCHES } from './switches/identity';
import { LIMITS_SWITCHES } from './switches/limits';
import { MEETINGS_SWITCHES } from './switches/meetings';
import { SUBSCRIPTIONS_SWITCHES } from './switches/subscriptions';
import { VIEWS_SWITCHES } from './switches/views';

/** Switches for what Microsoft's documents leave open, or what differs between real tenants. */
export type BehaviourName = keyof typeof SWITCHES;
export type Behaviour = {
  get<Name extends BehaviourName>(name: Name): (typeof SWITCHES)[Name]['choices'][number];
  set(changes: Record<string, unknown>): string | undefined;
  list(): { name: string; value: BehaviourValue; choices: readonly BehaviourValue[]; about: string }[];
  reset(): void;
};

const SWITCHES = {
  ...IDENTITY_SWITCHES,
  ...EVENTS_SWITCHES,
  ...MEETINGS_SWITCHES,
  ...VIEWS_SWITCHES,
  ...SUBSCRIPTIONS_SWITCHES,
  ...LIMITS_SWITCHES,
} as const;

export function createBehaviour(): Behaviour {
  const values = new Map<string, BehaviourValue>();
  const get = (name: BehaviourName) => values.get(name) ?? SWITCHES[name].choices[0];
  return {
    get: get as Behaviour['get'],
    set(changes) {
      const wrong = Object.entries(changes).map(problemWith).find(Boolean);
      if (wrong) return wrong;
      for (const [name, value] of Object.entries(changes)) values.set(name, value as BehaviourValue);
      return undefined;
    },
    list: () =>
      Object.entries(SWITCHES).map(([name, { choices, about }]) => ({
        name,
        value: get(name as BehaviourName),
        choices,
        about,
      })),
    reset: () => values.clear(),
  };
}

function problemWith([name, value]: [string, unknown]): string | undefined {
  if (!Object.hasOwn(SWITCHES, name)) return `unknown switch "${name}"; GET /_control/behaviour lists them`;
  const choices: readonly unknown[] = SWITCHES[name as BehaviourName].choices;
  return choices.includes(value) ? undefined : `"${name}" takes one of ${JSON.stringify(choices)}`;
}
