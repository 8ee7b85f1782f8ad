import { FieldError } from '@/app/_ui/field';

/** `texts`: of the location, the category and the space. */
export type TermsWords = { texts: string[]; title: string; accept: string };

type Props = TermsWords & {
  /** 'on' where they were accepted before the form came back. */
  given: string | undefined;
  error: string | undefined;
};

/** What patrons are asked to agree to, and the tick that says yes to all of it. */
export function Terms({ texts, title, accept, given, error }: Props) {
  return (
    <section aria-label={title} className="flex flex-col gap-3 rounded-md border border-line bg-sunken p-4">
      {texts.map((text) => (
        <p key={text} className="text-sm whitespace-pre-line">
          {text}
        </p>
      ))}
      <label className="flex min-h-11 items-center gap-3 font-medium">
        <input
          key={given}
          id="terms"
          type="checkbox"
          name="terms"
          required
          defaultChecked={given === 'on'}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? 'terms-error' : undefined}
          className="size-5 accent-accent"
        />
        {accept}
      </label>
      <FieldError id="terms">{error}</FieldError>
    </section>
  );
}
