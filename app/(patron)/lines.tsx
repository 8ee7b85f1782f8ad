/** Texts that people wrote, one below the other, each with its own lines; one alone is no list. */
export function Lines({ lines }: { lines: readonly string[] }) {
  const [only, ...more] = lines;
  if (more.length === 0) return <p className="whitespace-pre-line">{only}</p>;
  return (
    <ul className="flex flex-col gap-1">
      {lines.map((line) => (
        <li key={line} className="whitespace-pre-line">
          {line}
        </li>
      ))}
    </ul>
  );
}
