/** One thing that was measured; `name` is `bench.what`. */
export type Figure = { name: string; value: number; unit: string; detail: string };
export type Print = (figure: Figure) => void;
/** What a bench exports. It prints a figure as soon as it has it. */
export type Bench = (print: Print) => Promise<void>;
