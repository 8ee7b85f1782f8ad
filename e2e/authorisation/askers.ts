/**
 * Who asks. `patron` is whose booking and hold are asked about, `otherPatron` is not; `reader`, `mediator`, `staff` and
 * `manager` are of the location that everything is of, those elsewhere of another one; `program` sends a token of the API.
 */
export const EVERYBODY = [
  ...['guest', 'program', 'patron', 'otherPatron', 'reader', 'mediator', 'staff', 'staffElsewhere'],
  ...['manager', 'managerElsewhere', 'admin'],
] as const;
export type Asker = (typeof EVERYBODY)[number];

const PEOPLE = EVERYBODY.filter((who) => who !== 'guest' && who !== 'program');
const DESK: Asker[] = ['staff', 'staffElsewhere', 'manager', 'managerElsewhere', 'admin'];

/** Who an address is for. */
export const WHO = {
  everybody: EVERYBODY,
  program: ['program'],
  /** All of them, one by one: some are told more than others. */
  toldOf: EVERYBODY,
  people: PEOPLE,
  /** Whose booking it is, and whoever sees to bookings of its location. */
  holder: ['patron', 'staff', 'manager', 'admin'],
  sees: ['reader', 'mediator', ...DESK],
  seesHere: ['reader', 'mediator', 'staff', 'manager', 'admin'],
  desk: DESK,
  deskHere: ['staff', 'manager', 'admin'],
  managers: ['manager', 'managerElsewhere', 'admin'],
  managerHere: ['manager', 'admin'],
  admin: ['admin'],
} as const satisfies Record<string, readonly Asker[]>;
export type Group = keyof typeof WHO;

/** What an address answers: to whom it is for, to guests and programs, and to everybody else; some hide from other managers. */
export type Answers = { may: Group; yes: number; guest: number | 'sign-in'; no: number; managerElsewhere?: number };

/** Whoever is nobody yet is sent to sign in, and comes back. 404: to whom it is not for, it is not there. */
export const page = (may: Group, no = 403): Answers => ({ may, yes: 200, guest: 'sign-in', no });
/** Leads on to another page. */
export const leadsOn = (may: Group): Answers => ({ may, yes: 307, guest: 'sign-in', no: 403 });
/** For programs and downloads: nobody is sent anywhere. */
export const data = (may: Group, no = 403): Answers => ({ may, yes: 200, guest: no, no });
/** The same to all: what differs is asked by itself. */
export const all = (status: number): Answers => ({ may: 'everybody', yes: status, guest: status, no: status });

/** Who is asked about an address: whoever could be told something else than another who is asked. */
export function askersOf(line: string, { may }: Answers): readonly Asker[] {
  const isPage = line.startsWith('GET ') && !/^GET \/(api|1\.1|feeds|widget)/.test(line);
  if (may === 'everybody') return ['guest', 'otherPatron', 'admin'];
  // A program is nobody to pages.
  const some = EVERYBODY.filter((who) => who !== 'program' || !isPage);
  if (may === 'holder' || !isPage) return some;
  // Behind the counter one patron is as another; and what is the library's is of no location.
  return some.filter((who) => who !== 'otherPatron' && (may !== 'admin' || !who.endsWith('Elsewhere')));
}
