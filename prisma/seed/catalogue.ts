import { centralLibrary } from './central-library';
import type { SeedLocation } from './place';
import { riversideBranch } from './riverside-branch';
import { scienceLibrary } from './science-library';

/** The demo library's places, as data. Rooms named here bear the names of the stand-in tenant's rooms, written twice. */
export const locations: SeedLocation[] = [centralLibrary, riversideBranch, scienceLibrary];
