import type { Scene } from './landscape.ts'

const ridge = (colour: string, height: number, rough = 0.5) => ({ colour, height, rough })

/** Landscapes for the example memories, by name. */
export const scenes = {
  seaAtSunset: {
    sky: ['#3a4a78', '#d97f6e', '#ffcf8f'],
    sun: { x: 0.62, y: 0.5, radius: 0.028, colour: '#fff1c9' },
    clouds: { cover: 0.5, colour: '#f4a48a' },
    horizon: 0.58,
    ridges: [ridge('#7b5a72', 0.1, 0.45)],
    water: '#2b3a5c',
  },
  beachAtNoon: {
    sky: ['#3f8fd0', '#84bfe6', '#d8eef6'],
    clouds: { cover: 0.46, colour: '#ffffff' },
    horizon: 0.52,
    ridges: [ridge('#8fae9a', 0.08), ridge('#6d8f7c', 0.04)],
    water: '#2f7f9c',
  },
  blueMountains: {
    sky: ['#6d93c4', '#b9cfe4', '#f6e6d4'],
    clouds: { cover: 0.42, colour: '#ffffff' },
    horizon: 0.66,
    ridges: [
      ridge('#9fb4cf', 0.42),
      ridge('#7b97b8', 0.34),
      ridge('#55759a', 0.22),
      ridge('#35536f', 0.1),
      ridge('#1f3544', -0.04),
    ],
  },
  alpineLake: {
    sky: ['#4f7fb4', '#a4c4dd', '#eef0e6'],
    clouds: { cover: 0.4, colour: '#ffffff' },
    horizon: 0.56,
    ridges: [ridge('#a9bccd', 0.44), ridge('#6f8c93', 0.26), ridge('#3f5f56', 0.12, 0.6)],
    water: '#1f4f5c',
  },
  snow: {
    sky: ['#8fa6c4', '#c9d4e2', '#f3e3dc'],
    horizon: 0.6,
    ridges: [ridge('#c3cfdd', 0.36), ridge('#dde5ee', 0.22), ridge('#eff3f7', 0.06), ridge('#fafbfd', -0.12)],
  },
  autumnHills: {
    sky: ['#a9bcc4', '#e5d5bd', '#f7e2bd'],
    sun: { x: 0.28, y: 0.34, radius: 0.02, colour: '#fff3d6' },
    horizon: 0.56,
    ridges: [
      ridge('#c7a988', 0.22),
      ridge('#c08a52', 0.14),
      ridge('#a5612f', 0.04, 0.6),
      ridge('#7a3f22', -0.12, 0.62),
      ridge('#4c2a1b', -0.3, 0.6),
    ],
  },
  lavender: {
    sky: ['#7fa3d6', '#d3c4dc', '#fbd9b9'],
    sun: { x: 0.74, y: 0.4, radius: 0.024, colour: '#fff2cf' },
    horizon: 0.5,
    ridges: [
      ridge('#a39ac0', 0.16),
      ridge('#8d78b4', 0.02, 0.4),
      ridge('#7459a3', -0.14, 0.4),
      ridge('#57418a', -0.32, 0.42),
    ],
  },
  forestMorning: {
    sky: ['#b8cbb8', '#dfe4c6', '#fbf2cf'],
    sun: { x: 0.42, y: 0.3, radius: 0.022, colour: '#fffbe6' },
    horizon: 0.6,
    ridges: [
      ridge('#a9bd9c', 0.3, 0.68),
      ridge('#7f9c78', 0.2, 0.7),
      ridge('#537457', 0.06, 0.72),
      ridge('#2f4d39', -0.1, 0.72),
    ],
    portrait: true,
  },
  starryNight: {
    sky: ['#070b1d', '#14224a', '#3a3f6d'],
    sun: { x: 0.76, y: 0.2, radius: 0.022, colour: '#f5f0dc' },
    stars: true,
    horizon: 0.7,
    ridges: [ridge('#1d2646', 0.26), ridge('#121a33', 0.14), ridge('#0a1022', -0.02)],
    portrait: true,
  },
  nightSea: {
    sky: ['#0a1230', '#24376b', '#6a6f9d'],
    sun: { x: 0.36, y: 0.26, radius: 0.026, colour: '#fbf3d8' },
    stars: true,
    horizon: 0.55,
    ridges: [ridge('#1c2750', 0.12)],
    water: '#0b1734',
  },
  cliffs: {
    sky: ['#6aa0c9', '#bcd8e6', '#f2efe0'],
    clouds: { cover: 0.52, colour: '#ffffff' },
    horizon: 0.55,
    ridges: [ridge('#e6dfcc', 0.3, 0.66), ridge('#8fa878', 0.1)],
    water: '#2d6f86',
    portrait: true,
  },
  springField: {
    sky: ['#6fa7dc', '#b9dcf0', '#f5f6df'],
    clouds: { cover: 0.5, colour: '#ffffff' },
    horizon: 0.56,
    ridges: [ridge('#a8c9a0', 0.18), ridge('#86b56c', 0.06), ridge('#64994a', -0.1), ridge('#47792f', -0.28)],
  },
  pinkDawn: {
    sky: ['#5f6ba8', '#d99bb4', '#ffd9b8'],
    sun: { x: 0.5, y: 0.56, radius: 0.03, colour: '#fff0d2' },
    clouds: { cover: 0.55, colour: '#f6b9bd' },
    horizon: 0.62,
    ridges: [ridge('#8a6f99', 0.16), ridge('#5b4b78', 0.08), ridge('#352f55', -0.04)],
    water: '#463f6e',
  },
} satisfies Record<string, Scene>

export type SceneName = keyof typeof scenes
