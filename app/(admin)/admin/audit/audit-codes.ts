import admin from '@/lib/messages/en/admin.json';
import cases from '@/lib/messages/en/cases.json';
import health from '@/lib/messages/en/health.json';
import setup from '@/lib/messages/en/setup.json';

const { happened, answered } = health.timeline;
const { choice } = cases;
const { state, rooms, settings } = admin.integrations;
const { clouds } = setup;

type In<T> = Exclude<Extract<keyof T, string>, 'other'>;

/** Where the words of a code stand that the log has. */
export type CodeKey =
  | `health.timeline.happened.${In<typeof happened>}`
  | `health.timeline.answered.${In<typeof answered>}`
  | `cases.choice.${In<typeof choice>}`
  | `admin.integrations.state.${'draft' | 'active' | 'inactive' | 'disconnected'}`
  | `admin.integrations.rooms.${'app' | 'delegated'}`
  | `admin.integrations.settings.accountTypes.${In<typeof settings.accountTypes>}`
  | `setup.clouds.${'global' | 'us_gov' | 'us_dod' | 'china'}`;

const isOf = <T extends object>(words: T, code: string): code is In<T> =>
  code !== 'other' && Object.hasOwn(words, code);
const isOneOf = <T extends string>(codes: readonly T[], code: string): code is T =>
  (codes as readonly string[]).includes(code);

const STATES = ['draft', 'active', 'inactive', 'disconnected'] as const satisfies (keyof typeof state)[];
const MODES = ['app', 'delegated'] as const satisfies (keyof typeof rooms)[];
const CLOUDS = ['global', 'us_gov', 'us_dod', 'china'] as const satisfies (keyof typeof clouds)[];

/** A code of a closed list, by the words that other pages have for it; null: it is text, or has none. */
export function codeKey(act: string, name: string, code: string): CodeKey | null {
  switch (`${act.split('.')[0]} ${name}`) {
    case 'conflict kind':
      return isOf(happened, code) ? `health.timeline.happened.${code}` : null;
    case 'conflict answer':
      return isOf(answered, code) ? `health.timeline.answered.${code}` : null;
    // By the words of its button.
    case 'conflict choice':
      return isOf(choice, code) ? `cases.choice.${code}` : null;
    case 'integration state':
      return isOneOf(STATES, code) ? `admin.integrations.state.${code}` : null;
    case 'integration accountType':
      return isOf(settings.accountTypes, code) ? `admin.integrations.settings.accountTypes.${code}` : null;
    case 'integration cloud':
      return isOneOf(CLOUDS, code) ? `setup.clouds.${code}` : null;
    // What was before and after, without a name of its own.
    case 'rooms ':
      return isOneOf(MODES, code) ? `admin.integrations.rooms.${code}` : null;
    default:
      return null;
  }
}
