/** A stacked bar chart of sessions over time, drawn on a canvas; all it shows is in the table beside it too. */

import { BarChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { type ECharts, init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { language, t } from './language.ts';
import type { Overview } from './resources.ts';
import { instant } from './shown.ts';

use([BarChart, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer]);

export function openChart(element: HTMLElement): ECharts {
  return init(element, null, { locale: language.value === 'zh' ? 'ZH' : 'EN' });
}

export function drawOverview(chart: ECharts, { buckets, bucketSeconds, at }: Overview, span: 'day' | 'week'): void {
  const styles = getComputedStyle(document.documentElement);
  const colour = (name: string) => styles.getPropertyValue(name).trim();
  const spanSeconds = span === 'day' ? 86_400 : 7 * 86_400;
  const first = Math.floor((at - spanSeconds) / bucketSeconds) * bucketSeconds;
  const known = new Map(buckets.map((bucket) => [bucket.at, bucket]));
  // A stretch without sessions is a gap in the bars, not in the axis.
  const all = Array.from({ length: spanSeconds / bucketSeconds + 1 }, (_, n) => {
    const begins = first + n * bucketSeconds;
    return known.get(begins) ?? { at: begins, opened: 0, fetched: 0, failed: 0 };
  });
  const series = (name: string, from: string, values: number[]) => ({
    name,
    type: 'bar' as const,
    stack: 'all',
    data: values,
    itemStyle: { color: colour(from) },
  });
  chart.setOption(
    {
      animation: false,
      textStyle: { color: colour('--quiet') },
      grid: { left: 48, right: 12, top: 36, bottom: 28 },
      legend: { top: 0, textStyle: { color: colour('--text') } },
      // Rich text: the HTML one carries inline styles, which our policy refuses.
      tooltip: { trigger: 'axis', renderMode: 'richText' },
      xAxis: {
        type: 'category',
        axisLabel: { color: colour('--quiet') },
        data: all.map((one) => instant(one.at).slice(5, 16)),
      },
      yAxis: {
        type: 'value',
        minInterval: 1,
        axisLabel: { color: colour('--quiet') },
        splitLine: { lineStyle: { color: colour('--line') } },
      },
      series: [
        series(
          t('已获取', 'fetched'),
          '--good',
          all.map((one) => one.fetched),
        ),
        series(
          t('获取失败', 'failed'),
          '--bad',
          all.map((one) => one.failed),
        ),
        series(
          t('其他', 'other'),
          '--el-border-color',
          all.map((one) => one.opened - one.fetched - one.failed),
        ),
      ],
    },
    true,
  );
}
