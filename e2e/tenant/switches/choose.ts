export type BehaviourValue = string | number | boolean;

/** A switch: its choices, the default first, and what it is about, in words for the control page. */
export function choose<const Choice extends BehaviourValue>(choices: readonly [Choice, ...Choice[]], about: string) {
  return { choices, about };
}
