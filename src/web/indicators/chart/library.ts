import { BarChart, LineChart, ScatterChart } from 'echarts/charts'
import { GridComponent, MarkLineComponent, TooltipComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import type { Drawing } from '#web/indicators/chart/drawing.ts'
import { optionOf } from '#web/indicators/chart/option.ts'
import type { Tokens } from '#web/indicators/chart/tokens.ts'

// Only what is drawn here: the whole library is four times as large.
use([BarChart, LineChart, ScatterChart, GridComponent, MarkLineComponent, TooltipComponent, SVGRenderer])

/** A chart in an element, for as long as it is on the page. */
export function draw(place: HTMLElement, onPick: (index: number) => void) {
  const chart = init(place, null, { renderer: 'svg' })
  chart.on('click', ({ dataIndex }) => {
    if (typeof dataIndex === 'number') onPick(dataIndex)
  })
  return {
    show: (drawing: Drawing, tokens: Tokens) => chart.setOption(optionOf(drawing, tokens), { notMerge: true }),
    resize: () => chart.resize(),
    end: () => chart.dispose(),
  }
}
