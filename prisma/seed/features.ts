/** What the demo library's spaces offer, with their drawings (lib/feature-icons), in the order of the search. */
export const features = {
  Power: 'power',
  Screen: 'screen',
  Projector: 'projector',
  Whiteboard: 'whiteboard',
  'Video calls': 'video',
  'Wheelchair accessible': 'wheelchair',
  'Hearing loop': 'ear',
  'Desk lamp': 'lamp',
  Stage: 'stage',
  Microphones: 'microphone',
  'Mixing desk': 'speaker',
  Cameras: 'camera',
  'Green screen': 'camera',
  'Play corner': 'play',
  'Changing table': 'baby',
  Workbenches: 'tools',
  'Sewing machine': 'tools',
  '3D printer': 'printer',
  'Laser cutter': 'tools',
  Extraction: 'check',
} as const;

export type FeatureName = keyof typeof features;

/** Kinds of patrons; nothing is kept for them alone, until an admin says so. */
export const patronGroups = [
  { name: 'Students', domains: ['students.library.example'] },
  { name: 'Researchers', domains: ['research.library.example'], members: ['patron@library.example'] },
];
