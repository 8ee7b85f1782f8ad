import fs from 'node:fs';
import v8 from 'node:v8';
import { createRandom } from './random';
import type { World } from './world';

/**
 * The demo's tenant outlives a restart: what people did there is kept in one file (TENANT_STATE). Tests never use it.
 * Faults, switches and what was due on the clock are left behind on purpose.
 */
const KEPT = ['generation', 'directory', 'registrations', 'issued', 'mailboxes', 'subscriptions', 'mails'] as const;

export function saveState(world: World, file: string): void {
  const kept = Object.fromEntries(KEPT.map((name) => [name, world[name]]));
  const draft = `${file}.new`;
  fs.writeFileSync(draft, v8.serialize(kept), { mode: 0o600 });
  fs.renameSync(draft, file);
}

/** Answers whether there was a state that could be read; another version's or a cut file counts as none. */
export function loadState(world: World, file: string): boolean {
  try {
    const kept = v8.deserialize(fs.readFileSync(file)) as Partial<World>;
    if (KEPT.some((name) => kept[name] === undefined)) return false;
    Object.assign(world, kept);
    // Names given before must not be given again.
    world.ids = createRandom(`${world.seed}:ids:${world.clock.now()}`);
    return true;
  } catch {
    return false;
  }
}
