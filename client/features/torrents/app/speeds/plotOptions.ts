import uPlot from 'uplot'
import type { SpeedSpan } from '../../../../../shared/torrent-speeds.ts'
import type { Formats } from '../../../../lib/formats.ts'

/** Drawn with at least this much room above, in bytes a second: noise is no mountain. */
const lowestTop = 10_000

/** Reads colours of the mood as they are now: a canvas knows no custom properties. */
function inkOf(host: HTMLElement) {
  const colour = (value: string): string => {
    host.style.setProperty('color', value)
    const computed = getComputedStyle(host).color
    host.style.removeProperty('color')
    return computed
  }
  return {
    down: () => colour('var(--accent)'),
    downSoft: () => colour('color-mix(in srgb, var(--accent) 26%, transparent)'),
    downFaint: () => colour('color-mix(in srgb, var(--accent) 3%, transparent)'),
    up: () => colour('var(--info)'),
    grid: () => colour('var(--line)'),
    words: () => colour('var(--muted)'),
    surface: () => colour('var(--surface)'),
    font: `12px ${getComputedStyle(host).fontFamily}`,
  }
}

interface Drawn {
  readonly host: HTMLElement
  readonly span: SpeedSpan
  readonly formats: Formats
  readonly timeZone: string
  readonly perSecond: (bytes: number) => string
  readonly range: () => [number, number]
  readonly height: number
  readonly onCursor: (place: number | null) => void
}

/** How uPlot draws the two lines: what is received as a filled shape, what is sent as a line over it. */
export function plotOptions({
  host,
  span,
  formats,
  timeZone,
  perSecond,
  range,
  height,
  onCursor,
}: Drawn): uPlot.Options {
  const ink = inkOf(host)
  const iso = (at: number) => new Date(at * 1000).toISOString()
  const moment = (at: number) => (span === 'month' ? formats.instant(iso(at), 'dayAndMonth') : formats.time(iso(at)))
  const axis = { font: ink.font, stroke: () => ink.words(), ticks: { show: false } }
  const fill = (plot: uPlot) => {
    const { top, height: tall } = plot.bbox
    const gradient = plot.ctx.createLinearGradient(0, top, 0, top + tall)
    gradient.addColorStop(0, ink.downSoft())
    gradient.addColorStop(1, ink.downFaint())
    return gradient
  }
  const points = { show: false }
  return {
    width: host.clientWidth,
    height,
    padding: [12, 8, 0, 0],
    tzDate: (at) => uPlot.tzDate(new Date(at * 1000), timeZone),
    legend: { show: false },
    cursor: {
      x: true,
      y: false,
      drag: { x: false, y: false },
      points: { size: 9, width: 2, fill: () => ink.surface() },
    },
    scales: {
      x: { range },
      y: { range: (_plot, _low, high) => [0, Math.max(lowestTop, (high ?? 0) * 1.08)] },
    },
    axes: [
      {
        ...axis,
        size: 30,
        space: span === 'month' ? 110 : 64,
        grid: { show: false },
        values: (_plot, at) => at.map(moment),
      },
      {
        ...axis,
        space: 44,
        size: 76,
        grid: { width: 1, stroke: () => ink.grid() },
        values: (_plot, speeds) => speeds.map((speed) => (speed === 0 ? '0' : perSecond(speed))),
      },
    ],
    series: [{}, { stroke: () => ink.down(), width: 2, fill, points }, { stroke: () => ink.up(), width: 2, points }],
    hooks: { setCursor: [({ cursor }) => onCursor(cursor.idx ?? null)] },
  }
}
