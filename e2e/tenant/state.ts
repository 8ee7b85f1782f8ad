import fs from 'node:fs';
import v8 from 'node:v8';
import { watchAuthorization } from './graph/reauthorization';
import { resumePost } from './meetings/post';
import { createRandom } from './random';
import type { World } from './world';

/**
 * The demo's tenant outlives a restart: what people did there is kept in one file (TENANT_STATE). Tests never use it.
 * Faults, switches and what was due on the clock are left behind on purpose.
 */
const KEPT = [
  'generation',
  'links',
  'directory',
  'registrations',
  'issued',
  'mailboxes',
  'subscriptions',
  'mails',
] as const;
/** To be raised when what is kept changes its shape. */
const VERSION = 2;

export function saveState(world: World, file: string): void {
  const kept = Object.fromEntries(KEPT.map((name) => [name, world[name]]));
  const draft = `${file}.new`;
  fs.writeFileSync(draft, v8.serialize({ version: VERSION, ...kept }), { mode: 0o600 });
  fs.renameSync(draft, file);
}

/** Answers whether there was a state that could be read; another version's or a cut file counts as none. */
export function loadState(world: World, file: string): boolean {
  try {
    const kept = v8.deserialize(fs.readFileSync(file)) as Partial<World> & { version?: number };
    if (kept.version !== VERSION || KEPT.some((name) => kept[name] === undefined)) return false;
    for (const name of KEPT) Object.assign(world, { [name]: kept[name] });
    // Names given before must not be given again.
    world.ids = createRandom(`${world.seed}:ids:${world.clock.now()}`);
    for (const subscription of world.subscriptions.values()) watchAuthorization(world, subscription);
    resumePost(world);
    return true;
  } catch {
    return false;
  }
}
