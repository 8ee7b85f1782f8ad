import type { SeedQuestion } from './place';

/** What the demo library's people offer, where, and in which groups. Whoever is not named keeps the plain default. */

export type SeedKind = {
  name: string;
  description: string;
  minutes: number;
  setupMinutes?: number;
  cleanupMinutes?: number;
  minNoticeMinutes?: number;
  cancelByMinutes?: number;
  windowDays?: number;
  modes?: ('in_person' | 'online')[];
  directions?: string;
  questions?: (SeedQuestion & { required?: boolean })[];
};

export type SeedPlace = {
  kind: 'desk' | 'room' | 'online';
  name: string;
  directions?: string;
  /** Of a room: the space that is booked with it. */
  space?: string;
  link?: string;
  teams?: boolean;
};

export type SeedOffering = {
  kinds?: SeedKind[];
  /** The first is the usual one. */
  places?: SeedPlace[];
  /** Which of the places, by their names, before and after noon; left out: the usual one. */
  morning?: string[];
  afternoon?: string[];
  settings?: { remindBefore?: number; followUpAfter?: number; followUpWords?: string; emailDomains?: string[] };
};

export type SeedPeopleCategory = {
  name: string;
  location: string;
  description: string;
  /** ISO: Monday 1 … Sunday 7. */
  weekdays: number[];
  directions: string;
  /** By their friendly addresses; null: everybody who is in no other. */
  people: string[] | null;
  kinds: SeedKind[];
};

const HOUR = 60;
const DAY = 24 * HOUR;

export const peopleCategories: SeedPeopleCategory[] = [
  {
    ...{ name: 'Librarian appointments', location: 'Central Library', people: null, kinds: [] },
    ...{ description: '', weekdays: [1, 2, 3, 4, 5], directions: 'Ask at the information desk, ground floor.' },
  },
  {
    name: 'Maker space help',
    location: 'Riverside Branch',
    description: 'Learn a machine or plan a project with the people who run the maker space.',
    weekdays: [2, 3, 4, 5],
    directions: 'Riverside, lower hall.',
    people: ['carla-mendes', 'ivan-costa'],
    kinds: [
      {
        name: 'Machine introduction',
        description: 'An hour at the machine, with everything you need to use it on your own afterwards.',
        ...{ minutes: HOUR, setupMinutes: 15, cleanupMinutes: 15, minNoticeMinutes: DAY, cancelByMinutes: 4 * HOUR },
        modes: ['in_person'],
        directions: 'Wear closed shoes and tie back long hair.',
        questions: [
          {
            ...{ label: 'Which machine?', help: '', kind: 'choice', required: true },
            choices: ['3D printer', 'Laser cutter', 'Sewing machine'],
          },
          {
            ...{ label: 'I have read the safety rules', help: 'They hang beside the door.', kind: 'yes' },
            ...{ choices: [], required: true },
          },
        ],
      },
      {
        name: 'Project advice',
        description: 'Bring a sketch or a file; leave with a plan and a list of materials.',
        ...{ minutes: 30, minNoticeMinutes: 2 * HOUR, cancelByMinutes: HOUR },
      },
    ],
  },
];

const online = (slug: string): SeedPlace => ({
  ...{ kind: 'online', name: 'Online, by video', link: `https://meet.library.example/${slug}` },
});
const desk: SeedPlace = {
  ...{ kind: 'desk', name: 'Information desk', directions: 'Central Library, ground floor, left of the entrance.' },
};
const writingRoom: SeedPlace = { kind: 'room', name: 'Study Room 8', space: 'Study Room 8' };

export const offerings: Record<string, SeedOffering> = {
  'ben-okafor': {
    kinds: [
      {
        ...{ name: 'Quick question', description: 'One question about a database or a reference.', minutes: 15 },
        ...{ minNoticeMinutes: 30, cancelByMinutes: 30 },
      },
      {
        name: 'Systematic review',
        description: 'Plan a search for a systematic review: databases, terms, and how to report it.',
        ...{ minutes: HOUR, setupMinutes: 15, minNoticeMinutes: DAY, cancelByMinutes: DAY, windowDays: 42 },
        questions: [
          {
            ...{ label: 'What is your research question?', kind: 'text', choices: [], required: true },
            help: 'A sentence or two is enough.',
          },
        ],
      },
    ],
    places: [desk, online('ben-okafor')],
    ...{ morning: [desk.name, 'Online, by video'], afternoon: ['Online, by video'] },
  },
  'david-chen': {
    kinds: [
      {
        ...{ name: 'Data clinic', description: 'Bring your data set and the question you have for it.', minutes: 45 },
        ...{ cleanupMinutes: 15, minNoticeMinutes: 4 * HOUR, cancelByMinutes: 2 * HOUR },
      },
      {
        ...{ name: 'Review of charts', description: 'A look at your figures before they are printed.', minutes: 30 },
        ...{ minNoticeMinutes: 2 * HOUR, modes: ['online'] },
      },
    ],
    places: [desk, { kind: 'online', name: 'Teams meeting', teams: true }],
    ...{ morning: [desk.name, 'Teams meeting'], afternoon: [desk.name, 'Teams meeting'] },
    settings: { remindBefore: DAY },
  },
  'farid-haddad': {
    places: [desk, online('farid-haddad')],
    ...{ morning: [desk.name], afternoon: [desk.name, 'Online, by video'] },
    settings: { emailDomains: ['library.example', 'university.example'] },
  },
  'grace-muthoni': {
    places: [writingRoom, online('grace-muthoni')],
    ...{ morning: [writingRoom.name], afternoon: [writingRoom.name, 'Online, by video'] },
    settings: {
      ...{ remindBefore: DAY, followUpAfter: DAY },
      followUpWords: 'It was good to read your text with you. The guides we spoke about are on our pages on writing.',
    },
  },
  'carla-mendes': {
    places: [{ kind: 'room', name: '3D Print Bench', space: '3D Print Bench' }, online('carla-mendes')],
  },
};

export const groups: { name: string; slug: string; description: string; members: string[] | null }[] = [
  {
    ...{ name: 'Research help', slug: 'research-help' },
    description:
      'Find sources, plan a search, make sense of data: with whoever is free first, or with the one you know.',
    members: ['ada-lindgren', 'ben-okafor', 'david-chen', 'elena-petrova', 'farid-haddad'],
  },
  {
    ...{ name: 'Maker space', slug: 'maker-space', members: ['carla-mendes', 'ivan-costa'] },
    description: 'Machines, materials and projects, in the lower hall of the Riverside Branch.',
  },
  {
    ...{ name: 'Any librarian', slug: 'any-librarian', members: null },
    description: 'A question that fits nowhere else? Meet any of us.',
  },
];
