import { RadioGroup } from '@/app/_ui/radio-group';
import { SelectField } from '@/app/_ui/select-field';

export type WhomProps = {
  label: string;
  /** The value is a person's address; empty: any of them. */
  choices: { value: string; label: string; hint?: string }[];
  defaultValue?: string;
};

type Props = WhomProps & { given: string | undefined; error: string | undefined };

/** More than so many are a menu: a list of thirty cards hides the form below it. */
const MOST_IN_SIGHT = 9;

/** Whom to meet. Keys: React forgets what was chosen once its form was sent. */
export function Whom({ label, choices, defaultValue, given, error }: Props) {
  const chosen = given ?? defaultValue;
  const shared = { name: 'with', label, error, defaultValue: chosen };
  if (choices.length <= MOST_IN_SIGHT) return <RadioGroup key={`with ${given}`} {...shared} choices={choices} />;
  const [first] = choices;
  return (
    <SelectField
      key={`with ${given}`}
      {...shared}
      required={false}
      hint={first?.value === '' ? first.hint : undefined}
      choices={choices.map(({ value, label: name, hint }) => ({
        value,
        label: value === '' || !hint ? name : `${name}, ${hint}`,
      }))}
    />
  );
}
