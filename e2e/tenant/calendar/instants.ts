import { isDate } from './days';

/** A moment in ISO form, down to a day if `clockMayLack`. Without an offset it is one of UTC. Null: no moment. */
const SHAPE = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d)(:\d\d)?(\.\d+)?(Z|[+-]\d\d:?\d\d)?)?$/i;

export function readInstant(text: string, { clockMayLack }: { clockMayLack: boolean }): number | null {
  const [, date = '', clock, seconds = ':00', fraction = '', offset = 'Z'] = SHAPE.exec(text) ?? [];
  if (!isDate(date) || (clock === undefined && !clockMayLack)) return null;
  const ms = Date.parse(`${date}T${clock ?? '00:00'}${seconds}${fraction.slice(0, 4)}${offset}`);
  return Number.isNaN(ms) ? null : ms;
}
