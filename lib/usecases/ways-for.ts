import { type Act, type Actor, canSomewhere } from '@/lib/auth/can';

/** The pages of the administration, under what they are about, and what one has to be allowed at some location for each. */
const ADMIN_PAGES = {
  places: {
    ...{ catalogue: 'manage_spaces', spaces: 'manage_spaces', appointments: 'manage_appointments' },
    hours: 'manage_hours',
  },
  booking: { rules: 'manage_spaces', mediators: 'mediate_any', 'check-in': 'manage_spaces', mails: 'write_mails' },
  outlook: { integrations: 'manage_integration', health: 'tend_calendars', conflicts: 'settle_any_case' },
  library: {
    statistics: 'view_statistics',
    people: 'manage_people',
    audit: 'view_audit',
    embeds: 'manage_embeds',
    api: 'manage_api',
    privacy: 'manage_privacy',
  },
} as const satisfies Record<string, Record<string, Act>>;

/** The same of the desk; its addresses. */
const DESK_PAGES = {
  day: { today: 'view_desk', day: 'view_desk', requests: 'view_requests', conflicts: 'view_cases' },
  booking: {
    ...{ book: 'book_for_others', 'appointments/new': 'book_for_others', series: 'view_desk', blocks: 'view_desk' },
    bans: 'view_bans',
  },
  own: { availability: 'offer_appointments', appointments: 'offer_appointments', calendar: 'connect_own_calendar' },
} as const satisfies Record<string, Record<string, Act>>;

type PagesOf<G extends Record<string, Record<string, Act>>> = { [Group in keyof G]: keyof G[Group] }[keyof G];
export type AdminGroup = keyof typeof ADMIN_PAGES;
export type AdminPage = PagesOf<typeof ADMIN_PAGES>;
export type DeskGroup = keyof typeof DESK_PAGES;
export type DeskPage = PagesOf<typeof DESK_PAGES>;

type Ways<Group, Page> = { group: Group; pages: Page[] }[];

/** The pages behind the counter that somebody may open, in their groups: none for patrons and guests. */
export function waysFor(actor: Actor): { desk: Ways<DeskGroup, DeskPage>; admin: Ways<AdminGroup, AdminPage> } {
  const desk = openTo<DeskGroup, DeskPage>(actor, DESK_PAGES);
  const admin = canSomewhere(actor, 'manage_spaces') ? openTo<AdminGroup, AdminPage>(actor, ADMIN_PAGES) : [];
  return { desk, admin };
}

function openTo<Group extends string, Page extends string>(
  actor: Actor,
  groups: Record<Group, Partial<Record<Page, Act>>>,
): Ways<Group, Page> {
  const ways = (Object.keys(groups) as Group[]).map((group) => {
    const pages = Object.entries(groups[group]) as [Page, Act][];
    return { group, pages: pages.filter(([, act]) => canSomewhere(actor, act)).map(([page]) => page) };
  });
  return ways.filter(({ pages }) => pages.length > 0);
}
