import { layered, type Noise, seeded } from './noise.ts'

/** `#rrggbb` */
type Colour = string

/** What a painted landscape shows. Places are shares of the picture, from its upper left corner. */
export interface Scene {
  /** Above, in the middle, at the horizon. */
  readonly sky: readonly [Colour, Colour, Colour]
  readonly sun?: { readonly x: number; readonly y: number; readonly radius: number; readonly colour: Colour }
  /** How much of the sky they cover, and their colour. */
  readonly clouds?: { readonly cover: number; readonly colour: Colour }
  readonly stars?: boolean
  readonly horizon: number
  /** From the farthest to the nearest: colour, height above the horizon as a share of the picture, roughness. */
  readonly ridges: readonly { readonly colour: Colour; readonly height: number; readonly rough: number }[]
  /** Water from the horizon on, which mirrors what is above it. */
  readonly water?: Colour
  readonly portrait?: boolean
}

type Rgb = readonly [number, number, number]

const long = 1350
const short = 900

const rgb = (colour: Colour): Rgb => {
  const value = Number.parseInt(colour.slice(1), 16)
  return [value >> 16, (value >> 8) & 255, value & 255]
}

const clamp = (value: number): number => Math.max(0, Math.min(1, value))

/** A picture while it is painted: light of red, green and blue, pixel by pixel. */
class Canvas {
  readonly width: number
  readonly height: number
  readonly light: Float32Array

  constructor(width: number, height: number) {
    this.width = width
    this.height = height
    this.light = new Float32Array(width * height * 3)
  }

  /** Covers a pixel with a colour; 1 hides what was there. */
  cover(x: number, y: number, [red, green, blue]: Rgb, share: number): void {
    const at = (y * this.width + x) * 3
    const { light } = this
    light[at] = (light[at] ?? 0) * (1 - share) + red * share
    light[at + 1] = (light[at + 1] ?? 0) * (1 - share) + green * share
    light[at + 2] = (light[at + 2] ?? 0) * (1 - share) + blue * share
  }

  /** Copies a pixel. */
  mirror(fromX: number, fromY: number, x: number, y: number): void {
    const from = (fromY * this.width + fromX) * 3
    const to = (y * this.width + x) * 3
    const { light } = this
    light[to] = light[from] ?? 0
    light[to + 1] = light[from + 1] ?? 0
    light[to + 2] = light[from + 2] ?? 0
  }

  /** As bytes, with a grain that keeps gradients from showing bands. */
  bytes(random: () => number): Uint8ClampedArray<ArrayBuffer> {
    const bytes = new Uint8ClampedArray(this.light)
    // `from` with a function would walk through four million values ten times as slowly.
    for (let at = 0; at < bytes.length; at += 1) bytes[at] = (this.light[at] ?? 0) + (random() - 0.5) * 6
    return bytes
  }
}

function paintSky(canvas: Canvas, { sky, horizon }: Scene): void {
  const { width, height } = canvas
  const [above, middle, low] = [rgb(sky[0]), rgb(sky[1]), rgb(sky[2])]
  for (let y = 0; y < height; y += 1) {
    const depth = clamp(y / (horizon * height))
    canvas.cover(0, y, above, 1)
    canvas.cover(0, y, middle, clamp(depth / 0.55))
    canvas.cover(0, y, low, clamp((depth - 0.55) / 0.45))
    for (let x = 1; x < width; x += 1) canvas.mirror(0, y, x, y)
  }
}

function paintSun(canvas: Canvas, { sun }: Scene): void {
  if (!sun) return
  const { width, height } = canvas
  const colour = rgb(sun.colour)
  for (let y = 0; y < height; y += 1) {
    const down = ((y / height - sun.y) * height) / width
    for (let x = 0; x < width; x += 1) {
      const away = Math.sqrt((x / width - sun.x) ** 2 + down ** 2)
      const glow = Math.exp(-away * 5.5) * 0.55 + Math.exp(-away * 18) * 0.4
      canvas.cover(x, y, colour, Math.max(glow, clamp((sun.radius - away) * 400)))
    }
  }
}

function paintClouds(canvas: Canvas, { clouds, horizon }: Scene, noise: Noise): void {
  if (!clouds) return
  const { width, height } = canvas
  const colour = rgb(clouds.colour)
  const end = Math.floor(horizon * height)
  for (let y = 0; y < end; y += 1) {
    const thin = clamp((1 - y / end) * 5) * 0.85
    for (let x = 0; x < width; x += 1) {
      const density = noise((x / width) * 5, (y / height) * 16)
      if (density > 1 - clouds.cover) canvas.cover(x, y, colour, clamp((density - 1 + clouds.cover) * 4.5) * thin)
    }
  }
}

const starColour: Rgb = [255, 250, 240]

function paintStars(canvas: Canvas, scene: Scene, random: () => number): void {
  if (!scene.stars) return
  for (let star = 0; star < 700; star += 1) {
    const x = Math.floor(random() * (canvas.width - 1))
    const y = Math.floor(random() ** 1.4 * scene.horizon * canvas.height * 0.95)
    const light = random() ** 3
    for (const [right, below] of [
      [0, 0],
      [1, 0],
      [0, 1],
      [1, 1],
    ] as const) {
      canvas.cover(x + right, y + below, starColour, 0.12 + light * 0.85)
    }
  }
}

function paintRidges(canvas: Canvas, scene: Scene, random: () => number): void {
  const { width, height } = canvas
  const haze = rgb(scene.sky[2])
  const bottom = scene.water ? Math.floor(scene.horizon * height) : height
  for (const [place, { colour, height: share, rough }] of scene.ridges.entries()) {
    const line = layered(random, 7, rough)
    const near = rgb(colour)
    const foot = (scene.horizon - share * 0.2) * height
    const misty = 0.34 * (1 - place / scene.ridges.length)
    for (let x = 0; x < width; x += 1) {
      const rise = (line((x / width) * 3.2, 0.5) - 0.35) * 1.6
      const wave = share < 0 ? -share - rise * 0.14 : -share * rise
      const top = Math.max(0, Math.floor((scene.horizon + wave) * height))
      for (let y = top; y < bottom; y += 1) {
        canvas.cover(x, y, near, 1)
        canvas.cover(x, y, haze, clamp((y - foot) / (height * 0.2) + 0.3) * misty)
      }
    }
  }
}

function paintWater(canvas: Canvas, scene: Scene, waves: Noise): void {
  if (!scene.water) return
  const { width, height } = canvas
  const deep = rgb(scene.water)
  const shore = Math.floor(scene.horizon * height)
  for (let y = shore; y < height; y += 1) {
    const distance = (y - shore) / (height - shore)
    const fine = 90 / (0.06 + distance)
    for (let x = 0; x < width; x += 1) {
      const wave = waves((x / width) * (8 + fine / 12), distance * fine) - 0.5
      const fromX = Math.round(x + wave * 54 * distance)
      const fromY = Math.round(shore - (y - shore) * 0.9 + wave * 42 * (0.15 + distance)) - 1
      canvas.mirror(Math.min(width - 1, Math.max(0, fromX)), Math.min(shore - 1, Math.max(0, fromY)), x, y)
      canvas.cover(x, y, deep, clamp(0.24 + distance * 0.42 - wave * 0.5))
    }
  }
}

export interface Painting {
  readonly width: number
  readonly height: number
  /** Red, green and blue, rows from the top. */
  readonly pixels: Uint8ClampedArray<ArrayBuffer>
}

/** Paints a landscape: the same one for the same scene and seed. Takes a good part of a second. */
export function paint(scene: Scene, seed: number): Painting {
  const random = seeded(seed)
  const [width, height] = scene.portrait ? [short, long] : [long, short]
  const canvas = new Canvas(width, height)
  paintSky(canvas, scene)
  paintStars(canvas, scene, random)
  paintSun(canvas, scene)
  paintClouds(canvas, scene, layered(random, 5))
  paintRidges(canvas, scene, random)
  paintWater(canvas, scene, layered(random, 4))
  return { width, height, pixels: canvas.bytes(random) }
}
