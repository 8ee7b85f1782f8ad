/** So many milliseconds of real time. Whoever waits on another clock brings a `sleep` of its own. */
export const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
