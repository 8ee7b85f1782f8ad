import { DAY_MS } from '../calendar/days';
import { offsetMs, resolveZone } from '../calendar/zones';

const YEARS_AHEAD = 3;

/** A VTIMEZONE with each change of the clock around an event written out, as far as a few years ahead. */
export function zoneLines(name: string, aroundMs: number): string[] {
  const zone = resolveZone(name) ?? 'UTC';
  const year = new Date(aroundMs).getUTCFullYear();
  const changes = changesBetween(zone, Date.UTC(year - 1, 0, 1), Date.UTC(year + YEARS_AHEAD, 0, 1));
  const observances = changes.length > 0 ? changes : [{ at: Date.UTC(1970, 0, 1), before: offsetMs(zone, aroundMs) }];
  return [
    'BEGIN:VTIMEZONE',
    `TZID:${name}`,
    `X-LIC-LOCATION:${zone}`,
    ...observances.flatMap(({ at, before }) => {
      const after = offsetMs(zone, at);
      const kind = after > before ? 'DAYLIGHT' : 'STANDARD';
      return [
        `BEGIN:${kind}`,
        `DTSTART:${new Date(at + before).toISOString().replace(/[-:]|\.\d+Z$/g, '')}`,
        `TZOFFSETFROM:${offsetText(before)}`,
        `TZOFFSETTO:${offsetText(after)}`,
        `END:${kind}`,
      ];
    }),
    'END:VTIMEZONE',
  ];
}

type Change = { at: number; before: number };

function changesBetween(zone: string, fromMs: number, toMs: number): Change[] {
  const found: Change[] = [];
  for (let day = fromMs; day < toMs; day += DAY_MS) {
    const before = offsetMs(zone, day);
    if (before === offsetMs(zone, day + DAY_MS)) continue;
    let low = day;
    let high = day + DAY_MS;
    while (high - low > 1_000) {
      const middle = Math.floor((low + high) / 2_000) * 1_000;
      if (offsetMs(zone, middle) === before) low = middle;
      else high = middle;
    }
    found.push({ at: high, before });
  }
  return found;
}

function offsetText(ms: number): string {
  const minutes = Math.abs(Math.round(ms / 60_000));
  const two = (number: number) => String(number).padStart(2, '0');
  return `${ms < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}${two(minutes % 60)}`;
}
