import type { Session } from './session';
import type { Need } from './target';

/** Something that Microsoft's documents leave open: what is asked, and how the target answers it. */
export type Question = {
  /** As the contract numbers it: `V1` of sync-design §14, `GC15.5` of graph-calendar §15. */
  point: string;
  asks: string;
  needs?: readonly Need[];
  ask(on: Session): Promise<string>;
};
