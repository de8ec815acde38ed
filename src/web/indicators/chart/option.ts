import type { EChartsCoreOption } from 'echarts/core'
import type { Drawing } from '#web/indicators/chart/drawing.ts'
import type { Tokens } from '#web/indicators/chart/tokens.ts'

type Of<K extends Drawing['kind']> = Extract<Drawing, { kind: K }>

/** A drawing in the words of the library. */
export function optionOf(drawing: Drawing, tokens: Tokens): EChartsCoreOption {
  return { ...common(drawing, tokens), ...(drawing.kind === 'bars' ? bars(drawing, tokens) : line(drawing, tokens)) }
}

function common({ write, words }: Drawing, tokens: Tokens): EChartsCoreOption {
  return {
    // Somebody reads it; nobody watches it move.
    animation: false,
    textStyle: { fontFamily: tokens.face, fontSize: 12, color: tokens.ink2 },
    tooltip: {
      trigger: 'axis',
      confine: true,
      axisPointer: { type: 'line', lineStyle: { color: tokens.lineStrong } },
      backgroundColor: tokens.sheet,
      borderColor: tokens.lineStrong,
      textStyle: { color: tokens.ink, fontSize: 12 },
      extraCssText: 'box-shadow: none',
      valueFormatter: (value: unknown) => (typeof value === 'number' ? write(value) : words.unknown),
    },
  }
}

function bars(drawing: Of<'bars'>, tokens: Tokens): EChartsCoreOption {
  const { bars: all, words, write } = drawing
  return {
    grid: { left: 8, right: 76, top: 24, bottom: 8, containLabel: true },
    xAxis: valueAxis(tokens, { isAcross: true, write: drawing.tick, most: drawing.most }),
    yAxis: {
      type: 'category',
      inverse: true,
      data: all.map((bar) => bar.name),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: tokens.lineStrong } },
      axisLabel: { color: tokens.ink, width: 128, overflow: 'truncate' },
    },
    series: [
      {
        type: 'bar',
        name: words.value,
        barMaxWidth: 14,
        data: all.map((bar) => ({
          value: bar.value ?? '-',
          itemStyle: { color: bar.light ? tokens[bar.light] : tokens.value },
        })),
        label: {
          show: true,
          position: 'right',
          color: tokens.ink,
          formatter: ({ dataIndex }: { dataIndex: number }) => {
            const value = all[dataIndex]?.value
            return typeof value === 'number' ? write(value) : ''
          },
        },
        markLine: aim(drawing, tokens, 'xAxis'),
      },
      {
        type: 'scatter',
        name: words.previous,
        symbol: 'diamond',
        symbolSize: 8,
        itemStyle: { color: tokens.sheet, borderColor: tokens.ink2, borderWidth: 1.5 },
        data: all.map((bar) => bar.previous ?? '-'),
      },
    ],
  }
}

function line(drawing: Of<'line'>, tokens: Tokens): EChartsCoreOption {
  const { points, words } = drawing
  return {
    grid: { left: 8, right: 24, top: 24, bottom: 8, containLabel: true },
    xAxis: {
      type: 'category',
      data: points.map((point) => point.name),
      boundaryGap: false,
      axisTick: { show: false },
      axisLine: { lineStyle: { color: tokens.lineStrong } },
      axisLabel: { color: tokens.ink2, hideOverlap: true },
    },
    yAxis: {
      ...valueAxis(tokens, { isAcross: false, write: drawing.tick, most: undefined }),
      ...around(drawing.target),
    },
    series: [
      {
        type: 'line',
        name: words.value,
        data: points.map((point) => point.value ?? '-'),
        symbol: 'circle',
        symbolSize: 5,
        lineStyle: { color: tokens.value, width: 2 },
        itemStyle: { color: tokens.value },
        markLine: aim(drawing, tokens, 'yAxis'),
      },
    ],
  }
}

/** The line over its own range, so that small moves are seen; the target is always in sight. */
function around(target: number | null) {
  if (target === null) return { scale: true }
  return {
    scale: true,
    min: ({ min }: { min: number }) => (target < min ? target : null),
    max: ({ max }: { max: number }) => (target > max ? target : null),
  }
}

type Axis = { readonly isAcross: boolean; readonly write: Drawing['write']; readonly most: number | undefined }

function valueAxis(tokens: Tokens, { isAcross, write, most }: Axis) {
  return {
    type: 'value',
    ...(most === undefined ? {} : { max: most, interval: most / 4 }),
    splitNumber: isAcross ? 4 : 3,
    axisLabel: { color: tokens.ink3, hideOverlap: true, formatter: (value: number) => write(value) },
    splitLine: { lineStyle: { color: tokens.line } },
  }
}

function aim(
  { target, words, tick }: Pick<Drawing, 'target' | 'words' | 'tick'>,
  tokens: Tokens,
  axis: 'xAxis' | 'yAxis',
) {
  if (target === null) return undefined
  return {
    silent: true,
    symbol: 'none',
    data: [{ [axis]: target }],
    lineStyle: { color: tokens.ink2, type: 'dashed', width: 1 },
    label: {
      formatter: `${words.target} ${tick(target)}`,
      position: axis === 'xAxis' ? 'start' : 'insideEndTop',
      color: tokens.ink2,
      fontSize: 12,
    },
  }
}
