import type { Instance } from '../calendar/occurrences';
import { eventJson, isHidden, type Viewing } from './event-json';
import { EVENT_SORT_PATHS, eventKind, mustFilterBy, mustRunOver } from './event-members';
import { ExactText } from './filter-values';
import type { GraphCall } from './graph-call';
import { type Filter, type FilterSubject, parseFilter } from './odata-filter';
import { option, type Row, type SortRule, sorted, sortRules, valueAt } from './odata-query';
import { GraphProblem } from './problem';

/** `$filter` and `$orderby` over events. Times are compared in UTC, whatever `Prefer` says. */
export type EventQuery = { filter: Filter | null; rules: SortRule[] };

export function readEventQuery(g: GraphCall): EventQuery {
  const text = option(g.url, '$filter');
  const { behaviour } = g.world;
  const transactionIdWorks = behaviour.get('transactionIdFilter') === 'works';
  const filter = text
    ? parseFilter(text, {
        path: (path) => mustFilterBy(path, transactionIdWorks),
        collection: mustRunOver,
        kind: eventKind,
      })
    : null;
  const rules = sortRules(g.url, EVENT_SORT_PATHS, 'Event');
  if (filter && behaviour.get('filterWithOrderby') === 'refused') mustAgree(filter, rules);
  return { filter, rules };
}

/** Whether the filter asks for extended properties, which are searched in the whole mailbox. */
export function asksForProperties({ filter }: EventQuery): boolean {
  return filter?.collections.includes('singlevalueextendedproperties') ?? false;
}

export function queried(g: GraphCall, instances: Instance[], viewing: Viewing, query: EventQuery): Instance[] {
  const inUtc: Viewing = { ...viewing, prefer: { ...viewing.prefer, zone: 'UTC', zoneName: 'UTC', bodyType: null } };
  const { filter, rules } = query;
  const latestMs = g.world.clock.now() - g.world.behaviour.get('markerFilterDelayMs');
  const found = filter ? instances.filter((one) => filter.test(subjectOf(one, inUtc, latestMs))) : instances;
  if (rules.length === 0) return found;
  const rows = found.map((instance) => ({ instance, row: eventJson(instance, inUtc) }));
  return sorted(rows, rules, ({ row }, path) => valueAt(row, path)).map(({ instance }) => instance);
}

/** The row is made only when a member is asked for; properties of a new event may not be found yet. */
function subjectOf(instance: Instance, viewing: Viewing, latestMs: number): FilterSubject {
  let row: Row | undefined;
  const { event, fields } = instance;
  return {
    value: (path) => {
      row ??= eventJson(instance, viewing);
      return valueAt(row, path);
    },
    items: (path) => {
      if (isHidden(instance, viewing)) return [];
      if (path.toLowerCase() === 'categories') return fields.categories.map(leaf);
      if (event.createdMs > latestMs) return [];
      return [...event.properties].map(([id, value]) => propertySubject(id, value));
    },
  };
}

function propertySubject(id: string, value: string): FilterSubject {
  return {
    value: (name) => (name === 'id' ? new ExactText(id) : name === 'value' ? value : undefined),
    items: () => [],
  };
}

function leaf(value: string): FilterSubject {
  return { value: () => value, items: () => [] };
}

/** As for messages: what is sorted by must be filtered by, and first. */
function mustAgree({ paths, collections }: Filter, rules: SortRule[]): void {
  const isFine = rules.every(({ path }, at) => paths[at] === path) && (rules.length === 0 || collections.length === 0);
  if (isFine) return;
  throw new GraphProblem(400, 'InefficientFilter', 'The restriction or sort order is too complex for this operation.');
}
