import type { Kind, Mode, Place } from '@/lib/booking/appointment-types';
import type { Policy } from '@/lib/booking/types';
import type { Tx } from '@/lib/db/client';
import type { ResourceRecord } from '@/lib/db/resources';

/** What a person offers, and where. */
export type PersonOffering = {
  /** Those of their category if it has any, else their own, else the one that the category's policy is. Never empty. */
  kinds: Kind[];
  /** Active ones in buildings that are in use, in the person's own order. Never empty. */
  places: Place[];
  /** The first active one: in a building that is closed down nobody is met in time that names no place. */
  usualPlaceId: number | null;
  settings: AppointmentSettings;
};

export type AppointmentSettings = {
  /** Before the start; null: as the location has it. */
  remindBefore: number | null;
  /** After the end; null: no follow-up. */
  followUpAfter: number | null;
  followUpWords: string;
  /** Only patrons with an address there; none: everybody. */
  emailDomains: string[];
};

type KindRow = Omit<Kind, 'minMinutes' | 'maxMinutes' | 'defaultMinutes'> & {
  categoryId: number | null;
  resourceId: number | null;
  minutes: number;
};
type Row = {
  kinds: KindRow[];
  places: (Place & { id: number; resourceId: number; closedDown: boolean; roomDirections: string })[];
  settings: (AppointmentSettings & { resourceId: number })[];
};

const NO_SETTINGS = { remindBefore: null, followUpAfter: null, followUpWords: '', emailDomains: [] };

/** Kinds, places and settings of many people in one query; what is switched off is left out. */
export async function appointmentWorld(
  tx: Tx,
  people: readonly ResourceRecord[],
): Promise<(person: ResourceRecord) => PersonOffering> {
  const ids = people.map(({ id }) => id);
  const categoryIds = [...new Set(people.map(({ categoryId }) => categoryId))];
  const [row] = await tx.$queryRaw<Row[]>`
    SELECT
      (SELECT coalesce(json_agg(json_build_object('id', id, 'categoryId', category_id, 'resourceId', resource_id,
          'name', name, 'description', description, 'minutes', minutes, 'setupMinutes', setup_minutes,
          'cleanupMinutes', cleanup_minutes, 'minNoticeMinutes', min_notice_minutes,
          'cancelByMinutes', cancel_by_minutes, 'windowDays', window_days, 'modes', modes, 'directions', directions)
          ORDER BY position, id), '[]')
        FROM appointment_kind
        WHERE active AND (category_id = ANY(${categoryIds}::int[]) OR resource_id = ANY(${ids}::int[]))) AS kinds,
      (SELECT coalesce(json_agg(json_build_object('id', place.id, 'resourceId', resource_id, 'kind', place.kind,
          'name', place.name, 'directions', place.directions, 'link', link, 'teams', teams, 'spaceId', space_id,
          'closedDown', coalesce(NOT building.active, false), 'roomDirections', coalesce(space.directions, ''))
          ORDER BY place.position, place.id), '[]')
        FROM appointment_place place LEFT JOIN resource space ON space.id = space_id
          LEFT JOIN location building ON building.id = place.location_id
        WHERE place.active AND coalesce(space.active AND NOT space.is_container, true)
          AND resource_id = ANY(${ids}::int[])) AS places,
      (SELECT coalesce(json_agg(json_build_object('resourceId', resource_id, 'remindBefore', remind_before,
          'followUpAfter', follow_up_after, 'followUpWords', follow_up_words, 'emailDomains', email_domains)), '[]')
        FROM appointment_settings WHERE resource_id = ANY(${ids}::int[])) AS settings`;
  const { kinds = [], places = [], settings = [] } = row ?? {};
  const [ofCategory, ofPerson] = [groupedBy(kinds, 'categoryId'), groupedBy(kinds, 'resourceId')];
  const [placesOf, saidBy] = [groupedBy(places, 'resourceId'), groupedBy(settings, 'resourceId')];
  const offeringOf = (person: ResourceRecord): PersonOffering => {
    const named = (ofCategory.get(person.categoryId) ?? ofPerson.get(person.id) ?? []).map(kindOf);
    const theirs = placesOf.get(person.id) ?? [];
    const open = theirs.filter(({ closedDown }) => !closedDown).map(placeOf(person));
    const [said] = saidBy.get(person.id) ?? [];
    return {
      kinds: named.length > 0 ? named : [kindOfPolicy(person.policy)],
      places: open.length > 0 ? open : [locationOf(person)],
      usualPlaceId: theirs[0]?.id ?? null,
      settings: said ? settingsOf(said) : NO_SETTINGS,
    };
  };
  const offerings = new Map(people.map((person) => [person.id, offeringOf(person)]));
  return (person) => offerings.get(person.id) ?? offeringOf(person);
}

/** A page asks for hundreds of people, each many times. */
function groupedBy<Key extends string, Row extends Record<Key, number | null>>(rows: readonly Row[], key: Key) {
  const groups = new Map<number | null, Row[]>();
  for (const row of rows) {
    const group = groups.get(row[key]);
    if (group) group.push(row);
    else groups.set(row[key], [row]);
  }
  return groups;
}

/** A kind by its number, offered or not. */
export async function kindById(tx: Tx, id: number): Promise<Kind | null> {
  const row = await tx.appointmentKind.findUnique({ where: { id }, omit: { active: true, position: true } });
  return row && kindOf({ ...row, modes: row.modes as Mode[] });
}

/** Where somebody is who has named no place. */
const locationOf = ({ locationName, directions }: ResourceRecord): Place => ({
  ...{ id: null, kind: 'desk', name: locationName, directions, link: '', teams: false, spaceId: null },
});

function kindOf({ minutes, categoryId: _category, resourceId: _resource, ...kind }: KindRow): Kind {
  return { ...kind, modes: kind.modes as Mode[], minMinutes: minutes, maxMinutes: minutes, defaultMinutes: minutes };
}

/** One without directions has the person's own; a room that has its own is told of itself, and online there is no way to go. */
const placeOf =
  (person: ResourceRecord) =>
  ({ resourceId: _, closedDown: __, roomDirections, ...place }: Row['places'][number]): Place =>
    place.directions || roomDirections || place.kind === 'online' ? place : { ...place, directions: person.directions };

const settingsOf = ({ resourceId: _, ...settings }: Row['settings'][number]): AppointmentSettings => settings;

/** The kind that a category's policy is, where nobody named any. */
export const kindOfPolicy = (policy: Policy): Kind => ({
  ...{ id: null, name: '', description: '', modes: [], directions: '' },
  ...{ minMinutes: policy.minMinutes, maxMinutes: policy.maxMinutes, defaultMinutes: policy.defaultMinutes },
  ...{ setupMinutes: policy.setupMinutes, cleanupMinutes: policy.cleanupMinutes, windowDays: policy.windowDays },
  ...{ minNoticeMinutes: policy.minNoticeMinutes, cancelByMinutes: policy.cancelByMinutes },
});
