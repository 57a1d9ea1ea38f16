import { type KeyboardEvent, useCallback, useEffect, useRef } from 'react'
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import { type SpeedSpan, spans } from '../../../../../shared/torrent-speeds.ts'
import { useFormats, useMe } from '../../../../ui/services.tsx'
import styles from './Plot.module.css'
import { plotOptions } from './plotOptions.ts'
import type { SpeedLine } from './useSpeeds.ts'
import { useSpeedWords } from './useSpeedWords.ts'

interface PlotProps {
  readonly line: SpeedLine
  readonly span: SpeedSpan
  readonly label: string
  /** The chosen point; null where none is. */
  readonly place: number | null
  readonly onPlace: (place: number | null) => void
  /** The chosen point in words. */
  readonly said: string
}

const steps: Readonly<Record<string, number>> = {
  ...{ ArrowLeft: -1, ArrowRight: 1, ArrowDown: -1, ArrowUp: 1, PageDown: -20, PageUp: 20 },
  ...{ Home: Number.NEGATIVE_INFINITY, End: Number.POSITIVE_INFINITY },
}

const dataOf = ({ at, down, up }: SpeedLine): uPlot.AlignedData => [[...at], [...down], [...up]]

/** The two lines, with a crosshair that follows the pointer and the arrow keys. */
export function Plot({ line, span, label, place, onPlace, said }: PlotProps) {
  const formats = useFormats()
  const { timeZone } = useMe()
  const { perSecond } = useSpeedWords()
  const host = useRef<HTMLDivElement>(null)
  const plot = useRef<uPlot | null>(null)
  const latest = useRef({ line, onPlace, perSecond })
  useEffect(() => {
    latest.current = { line, onPlace, perSecond }
  })

  useEffect(() => {
    const element = host.current
    if (!element) return
    const drawn = new uPlot(
      plotOptions({
        host: element,
        ...{ span, formats, timeZone },
        height: element.clientHeight,
        perSecond: (bytes) => latest.current.perSecond(bytes),
        range: () => [latest.current.line.until - spans[span].length, latest.current.line.until],
        onCursor: (at) => latest.current.onPlace(at),
      }),
      dataOf(latest.current.line),
      element,
    )
    plot.current = drawn
    const resized = new ResizeObserver(() =>
      drawn.setSize({ width: element.clientWidth, height: element.clientHeight }),
    )
    resized.observe(element)
    const stopWatching = watchScheme(() => drawn.redraw(false))
    return () => {
      plot.current = null
      resized.disconnect()
      stopWatching()
      drawn.destroy()
    }
  }, [span, formats, timeZone])

  useEffect(() => plot.current?.setData(dataOf(line)), [line])

  const choose = useCallback((to: number | null) => {
    const drawn = plot.current
    const at = to === null ? undefined : latest.current.line.at[to]
    drawn?.setCursor(at === undefined ? { left: -10, top: -10 } : { left: drawn.valToPos(at, 'x'), top: 1 })
  }, [])

  const last = line.at.length - 1
  const onKeyDown = (event: KeyboardEvent) => {
    const step = steps[event.key]
    if (event.key === 'Escape' && place !== null) choose(null)
    else if (step !== undefined) choose(Math.min(last, Math.max(0, place === null ? last : place + step)))
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <div
      ref={host}
      className={styles.plot}
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={last}
      aria-valuenow={place ?? last}
      aria-valuetext={said}
      onKeyDown={onKeyDown}
      onBlur={() => choose(null)}
    />
  )
}

/** Calls `changed` when the colours do: by the device's choice, or by the person's. Returns what ends it. */
function watchScheme(changed: () => void): () => void {
  const device = matchMedia('(prefers-color-scheme: dark)')
  const chosen = new MutationObserver(changed)
  device.addEventListener('change', changed)
  chosen.observe(document.documentElement, { attributeFilter: ['data-mantine-color-scheme', 'data-mood'] })
  return () => {
    device.removeEventListener('change', changed)
    chosen.disconnect()
  }
}
