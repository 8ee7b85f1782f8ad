/** Who works at the Library Example, written by hand. The password of all is the same. */
export const PASSWORD = 'carrel-demo';
export const DOMAIN = 'library.example';
export const OTHER_DOMAIN = 'other.example';

export type SeedPerson = {
  name: string;
  givenName: string;
  surname: string;
  jobTitle: string;
  isAdmin?: boolean;
  hasMailbox?: boolean;
  /** No licence for Teams: their calendars hold no online meetings. */
  noTeams?: boolean;
};

export const PEOPLE: readonly SeedPerson[] = [
  { name: 'admin', givenName: 'Morgan', surname: 'Ellis', jobTitle: 'Head of Library Services' },
  { name: 'librarian', givenName: 'Ada', surname: 'Lindgren', jobTitle: 'Subject Librarian' },
  { name: 'ben.okafor', givenName: 'Ben', surname: 'Okafor', jobTitle: 'Engineering Librarian' },
  { name: 'carla.mendes', givenName: 'Carla', surname: 'Mendes', jobTitle: 'Romance Languages Librarian' },
  { name: 'david.chen', givenName: 'David', surname: 'Chen', jobTitle: 'Data Services Librarian' },
  { name: 'elena.petrova', givenName: 'Elena', surname: 'Petrova', jobTitle: 'Music Librarian' },
  { name: 'farid.haddad', givenName: 'Farid', surname: 'Haddad', jobTitle: 'Special Collections' },
  { name: 'grace.muthoni', givenName: 'Grace', surname: 'Muthoni', jobTitle: 'Health Sciences Librarian' },
  { name: 'hannah.weiss', givenName: 'Hannah', surname: 'Weiss', jobTitle: 'Copyright Adviser', noTeams: true },
  { name: 'ivan.costa', givenName: 'Ivan', surname: 'Costa', jobTitle: 'Maker Space Lead' },
  { name: 'julia.novak', givenName: 'Julia', surname: 'Novak', jobTitle: 'Children and Schools' },
  { name: 'kenji.mori', givenName: 'Kenji', surname: 'Mori', jobTitle: 'Media and Recording' },
  { name: 'lucia.romero', givenName: 'Lucia', surname: 'Romero', jobTitle: 'Evening Supervisor' },
  { name: 'patron', givenName: 'Pat', surname: 'Rowan', jobTitle: 'Graduate Student' },
  { name: 'it', givenName: 'Ira', surname: 'Tanaka', jobTitle: 'IT Administrator', isAdmin: true },
  { name: 'bookings', givenName: 'Library', surname: 'Bookings', jobTitle: 'Shared mailbox' },
  { name: 'nomail', givenName: 'Noel', surname: 'Mailer', jobTitle: 'Volunteer', hasMailbox: false },
];

/** Left the library; the account is kept, but switched off. */
export const FORMER: SeedPerson = {
  name: 'oscar.former',
  givenName: 'Oscar',
  surname: 'Former',
  jobTitle: 'Librarian',
};

export const VISITOR: SeedPerson = { name: 'visitor', givenName: 'Vera', surname: 'Visser', jobTitle: 'Visitor' };
/** At home in the second tenant, and a guest of the library. */
export const GUEST: SeedPerson = { name: 'gil.guest', givenName: 'Gil', surname: 'Guest', jobTitle: 'Consultant' };
export const OTHER_ADMIN: SeedPerson = {
  ...{ name: 'it', givenName: 'Otto', surname: 'Ther', jobTitle: 'IT Administrator', isAdmin: true },
};

/** A third tenant, whose people may consent by themselves; one bears an address of a domain it has not verified. */
export const OPEN_DOMAIN = 'open.example';
export const OPEN_PEOPLE: readonly (SeedPerson & { mail?: string })[] = [
  { name: 'olga', givenName: 'Olga', surname: 'Open', jobTitle: 'Curator' },
  { name: 'una', givenName: 'Una', surname: 'Verified', jobTitle: 'Curator', mail: 'una@unverified.example' },
  { name: 'it', givenName: 'Omar', surname: 'Pen', jobTitle: 'IT Administrator', isAdmin: true },
];

/** Personal accounts; the second has no mailbox, and goes by a telephone number. */
export const PERSONAL = { address: 'pat.rowan@personal.example', givenName: 'Pat', surname: 'Rowan' };
export const PERSONAL_BY_TELEPHONE = { address: '+15550100', givenName: 'Tel', surname: 'Rowan' };
