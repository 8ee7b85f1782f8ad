import fs from 'node:fs';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
const PAGE = /(^|\/)page\.(tsx?|jsx?|mdx?)$/;
const ROUTE = /(^|\/)route\.(ts|js)$/;
/** Files that Next serves by their names alone. */
const BY_NAME =
  /(^|\/)(robots|sitemap|manifest|icon\d*|apple-icon\d*|favicon|opengraph-image\d*|twitter-image\d*)\.\w+$/;

/**
 * 'GET /desk/today': every page, every method of every route and every file of metadata, as the folders of `app` have them.
 * Folders that begin with `_` are no addresses.
 */
export function findAddresses(root = 'app'): string[] {
  return fs
    .readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => !/(^|\/)_/.test(file))
    .flatMap((file) => {
      if (PAGE.test(file)) return [`GET ${addressOf(file)}`];
      if (BY_NAME.test(file)) return [`GET /${withoutGroups(file)}`];
      if (!ROUTE.test(file)) return [];
      return methodsOf(fs.readFileSync(`${root}/${file}`, 'utf8')).map((method) => `${method} ${addressOf(file)}`);
    })
    .sort();
}

const withoutGroups = (file: string) => file.replace(/(^|\/)\([\w-]+\)(?=\/)/g, '').replace(/^\//, '');
const addressOf = (file: string) => `/${withoutGroups(file).replace(/\/?(page|route)\.\w+$/, '')}`;

/** What a route exports, however it is written. */
export const methodsOf = (source: string): string[] =>
  METHODS.filter((method) =>
    new RegExp(`export (?:async )?(?:function|const) ${method}\\b|export \\{[^}]*\\b${method}\\b[^}]*\\}`).test(source),
  );
