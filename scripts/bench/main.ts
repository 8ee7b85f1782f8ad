import type { Bench, Figure } from './figure';

/** One bench by its name, in a process of its own; figures go to the parent. */
const { bench } = (await import(`./${process.argv[2]}.ts`)) as { bench: Bench };

// Whoever ends the bench ends what it started too: every bench cleans up on `exit`.
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => process.exit(1));
try {
  await bench((figure: Figure) => process.send?.({ ...figure, value: Math.round(figure.value * 100) / 100 }));
  process.exit(0);
} catch (error) {
  console.error(error);
  process.exit(1);
}
