import { TEETH } from './teeth.mjs';

/**
 * For vitest.config.ts: the program under test is the one with the named mistake in it. Only tests ever see it.
 * @param {string} name
 * @param {string} root ends with a slash
 */
export function plantTooth(name, root) {
  const tooth = TEETH.find((one) => one.name === name);
  if (!tooth) throw new Error(`there is no tooth "${name}"`);
  return {
    name: 'carrel-tooth',
    enforce: /** @type {const} */ ('pre'),
    /**
     * @param {string} code
     * @param {string} id
     */
    transform(code, id) {
      if (id.split('?')[0] !== `${root}${tooth.file}`) return undefined;
      const parts = code.split(tooth.right);
      if (parts.length !== 2)
        throw new Error(`"${tooth.name}": its place in ${tooth.file} is there ${parts.length - 1} times`);
      return { code: parts.join(tooth.wrong), map: null };
    },
  };
}
