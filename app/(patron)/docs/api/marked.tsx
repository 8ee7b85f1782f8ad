/** A sentence of the description for programs, whose names stand between backticks as in Markdown. */
export function Marked({ text }: { text: string }) {
  return text.split('`').map((part, place) =>
    place % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts of one sentence, which never change places
      <code key={place} className="font-mono text-sm wrap-anywhere">
        {part}
      </code>
    ) : (
      part
    ),
  );
}
