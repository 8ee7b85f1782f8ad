/** The demo library's people. They bear the names of the stand-in tenant's users, written twice. */

export type SeedStaff = { email: string; name: string; slug: string; subjects: string[]; about: string };

export const accounts = [
  { email: 'admin@library.example', name: 'Morgan Ellis', role: 'admin' },
  { email: 'patron@library.example', name: 'Pat Rowan', role: 'patron' },
] as const;

export const staff: SeedStaff[] = [
  ['librarian', 'Ada Lindgren', 'ada-lindgren', ['Business research', 'Company data']],
  ['ben.okafor', 'Ben Okafor', 'ben-okafor', ['Health sciences']],
  ['carla.mendes', 'Carla Mendes', 'carla-mendes', ['Maker space', '3D printing']],
  ['david.chen', 'David Chen', 'david-chen', ['Data and statistics']],
  ['elena.petrova', 'Elena Petrova', 'elena-petrova', ['History', 'Archives']],
  ['farid.haddad', 'Farid Haddad', 'farid-haddad', ['Law']],
  ['grace.muthoni', 'Grace Muthoni', 'grace-muthoni', ['Writing support']],
  ['hannah.weiss', 'Hannah Weiss', 'hannah-weiss', ['Music', 'Film']],
  ['ivan.costa', 'Ivan Costa', 'ivan-costa', ['Engineering', 'Patents']],
  ['julia.novak', 'Julia Novak', 'julia-novak', ['Citizenship', 'Languages']],
  ['kenji.mori', 'Kenji Mori', 'kenji-mori', ['Local history', 'Genealogy']],
  ['lucia.romero', 'Lucia Romero', 'lucia-romero', ['Children and teens']],
].map(([mailbox, name, slug, subjects]) => ({
  email: `${mailbox}@library.example`,
  name: name as string,
  slug: slug as string,
  subjects: subjects as string[],
  about: `Half an hour or more with ${String(name).split(' ')[0]}: bring your question, leave with sources.`,
}));

/** Patrons of the demo bookings. */
export const patrons = [
  'Amal Haddad',
  'Bruno Keller',
  'Chloe Martin',
  'Dara Singh',
  'Emil Larsen',
  'Fatou Diallo',
  'Gus Ortega',
  'Hana Sato',
  'Imre Nagy',
  'Jo Whitfield',
  'Kai Lund',
  'Lena Fischer',
  'Mina Park',
  'Noor Rahman',
  'Oscar Bell',
  'Priya Nair',
  'Quinn Adams',
  'Rosa Vidal',
  'Sam Okoye',
  'Tess Moreau',
];
