import {
  ALL_DAY,
  type Closers,
  POLICY_MODES,
  type PolicyMode,
  SHOWN_AS,
  type ShowAsPolicy,
  type ShownAs,
} from './show-as';

/** The tick "online appointments by answers of their own"; without it both modes are answered at once. */
export const APART = 'apart';

/** Of a field that says whether a word closes time in a mode; and of the one about whole days. */
export const wordField = (mode: PolicyMode, word: ShownAs): string => `${mode}-${word}`;
export const allDayField = (mode: PolicyMode): string => `${mode}-allDay`;

/** What a form of ticks says, sent or still open in the browser: a box that is not ticked sends nothing. */
export function policyFromForm(fields: Readonly<Record<string, string | undefined>>): ShowAsPolicy {
  const inPerson = closersFromForm(fields, 'inPerson');
  return { inPerson, online: fields[APART] ? closersFromForm(fields, 'online') : inPerson };
}

function closersFromForm(fields: Readonly<Record<string, string | undefined>>, mode: PolicyMode): Closers {
  const ticks = SHOWN_AS.map((word) => [word, Boolean(fields[wordField(mode, word)])]);
  const allDay = ALL_DAY.find((one) => one === fields[allDayField(mode)]) ?? 'when_busy';
  return { ...(Object.fromEntries(ticks) as Omit<Closers, 'allDay'>), allDay };
}

/** The same, the other way. */
export function formOfPolicy(policy: ShowAsPolicy, apart: boolean): Record<string, string> {
  const fields = POLICY_MODES.flatMap((mode) => [
    ...SHOWN_AS.flatMap((word) => (policy[mode][word] ? [[wordField(mode, word), 'on']] : [])),
    [allDayField(mode), policy[mode].allDay],
  ]);
  return { ...Object.fromEntries(fields), ...(apart && { [APART]: 'on' }) };
}
