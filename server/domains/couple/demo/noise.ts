/** Numbers from 0 to 1 that are the same for the same seed: mulberry32, public domain, by Tommy Ettinger. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** A number from 0 to 1 for every place of a plane. */
export type Noise = (x: number, y: number) => number

const size = 256
const last = size - 1

const smooth = (share: number): number => share * share * (3 - 2 * share)

/** Smooth noise that repeats after 256 units. */
function plane(random: () => number): Noise {
  const lattice = Float32Array.from({ length: size * size }, random)
  return (x, y) => {
    const [left, upper] = [Math.floor(x), Math.floor(y)]
    const [across, down] = [smooth(x - left), smooth(y - upper)]
    const [column, nextColumn] = [left & last, (left + 1) & last]
    const [row, nextRow] = [(upper & last) * size, ((upper + 1) & last) * size]
    const [a = 0, b = 0] = [lattice[row + column], lattice[row + nextColumn]]
    const [c = 0, d = 0] = [lattice[nextRow + column], lattice[nextRow + nextColumn]]
    const top = a + (b - a) * across
    return top + (c + (d - c) * across - top) * down
  }
}

/** Noise as in clouds and mountains: octaves, each twice as fine as the former and `gain` times as strong. */
export function layered(random: () => number, octaves: number, gain = 0.5): Noise {
  const noise = plane(random)
  const total = Array.from({ length: octaves }, (_, octave) => gain ** octave).reduce((sum, one) => sum + one)
  return (x, y) => {
    let sum = 0
    let strength = 1 / total
    let scale = 1
    for (let octave = 0; octave < octaves; octave += 1) {
      sum += noise(x * scale + octave * 17.3, y * scale) * strength
      strength *= gain
      scale *= 2
    }
    return sum
  }
}
