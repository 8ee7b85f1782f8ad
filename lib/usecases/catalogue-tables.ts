import type { CatalogueTable } from './catalogue-table';
import { categoryTable } from './category-table';
import { featureTable } from './feature-table';
import { groupTable } from './group-table';
import { locationTable } from './location-table';
import { spaceTable } from './space-table';
import { zoneTable } from './zone-table';

/** In the order in which a library is brought in by files: each names only what is above it. */
export const TABLE_NAMES = ['locations', 'zones', 'categories', 'features', 'groups', 'spaces'] as const;
export type TableName = (typeof TABLE_NAMES)[number];

export const catalogueTables: Readonly<Record<TableName, CatalogueTable>> = {
  ...{ locations: locationTable, zones: zoneTable, categories: categoryTable },
  ...{ features: featureTable, groups: groupTable, spaces: spaceTable },
};
