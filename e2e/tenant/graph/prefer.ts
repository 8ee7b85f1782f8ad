import { resolveZone } from '../calendar/zones';
import type { IdKind } from '../store/item-ids';
import { unknownZone } from './problem';

/** What the caller asked for in `Prefer`, and what was honoured of it; the page size by those who page by it. */
export type Prefer = {
  idKind: IdKind;
  zoneName: string;
  zone: string;
  bodyType: 'text' | 'html' | null;
  maxPageSize: number | null;
  applied: string[];
};

export function readPrefer(header: string | null): Prefer {
  const prefer: Prefer = {
    idKind: 'rest',
    zoneName: 'UTC',
    zone: 'UTC',
    bodyType: null,
    maxPageSize: null,
    applied: [],
  };
  for (const match of (header ?? '').matchAll(/([A-Za-z.-]+)\s*=\s*(?:"([^"]*)"|([^\s,;]+))/g)) {
    const [, name = '', quoted, bare] = match;
    apply(prefer, name.toLowerCase(), quoted ?? bare ?? '');
  }
  return prefer;
}

function apply(prefer: Prefer, name: string, value: string): void {
  if (name === 'outlook.timezone') {
    const zone = resolveZone(value);
    if (!zone) throw unknownZone(value);
    prefer.zone = zone;
    prefer.zoneName = value;
    prefer.applied.push(`outlook.timezone="${value}"`);
  }
  if (name === 'outlook.body-content-type' && (value === 'text' || value === 'html')) {
    prefer.bodyType = value;
    prefer.applied.push(`outlook.body-content-type="${value}"`);
  }
  if (name === 'idtype' && value.toLowerCase() === 'immutableid') {
    prefer.idKind = 'immutable';
    prefer.applied.push('IdType="ImmutableId"');
  }
  const size = Number(value);
  if (name === 'odata.maxpagesize' && Number.isInteger(size) && size > 0) {
    prefer.maxPageSize = Math.min(size, 1000);
  }
}
