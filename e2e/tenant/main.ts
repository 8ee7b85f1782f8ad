/** For whoever starts it with a TypeScript loader; `npm run tenant` does without one. */
import './start.mjs';
