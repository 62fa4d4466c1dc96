/** What came in each month and what became of it, as stacked bars; each part leads to its documents. */
import { AxisLeft } from "@visx/axis";
import { Group } from "@visx/group";
import { scaleBand, scaleLinear } from "@visx/scale";
import { Bar } from "@visx/shape";
import { Link } from "@tanstack/react-router";
import { useRef, type ReactNode } from "react";
import { useSize } from "../review/picture/useSize";
import { useWords } from "../shared/i18n";
import { linkOf } from "./links";
import { MonthAxis, monthName } from "./MonthAxis";
import { FATES, type Counts } from "./statistics";

const HEIGHT = 240;
const WIDEST_BAR = 56;
const MARGIN = { top: 10, right: 4, bottom: 28, left: 40 };

/** For pointers and eyes; the table beneath says the same to everybody. */
export function MonthsChart(props: {
  months: ReadonlyMap<string, Counts>;
  client: string | undefined;
}): ReactNode {
  const { t, language } = useWords();
  const { months, client } = props;
  const frame = useRef<HTMLDivElement>(null);
  const { width } = useSize(frame);
  const names = [...months.keys()];
  const most = Math.max(1, ...[...months.values()].map(total));
  const x = scaleBand({ domain: names, range: [MARGIN.left, width - MARGIN.right], padding: 0.3 });
  // A new office has one month: its bar is a bar, not a wall.
  const bar = Math.min(x.bandwidth(), WIDEST_BAR);
  const y = scaleLinear({ domain: [0, most], range: [HEIGHT - MARGIN.bottom, MARGIN.top], nice: true });
  return (
    <div ref={frame} className="chart">
      {width > 0 && (
        <svg width={width} height={HEIGHT} aria-hidden="true">
          <AxisLeft scale={y} left={MARGIN.left} numTicks={4} axisClassName="axis" hideTicks />
          {names.map((month) => {
            let below = 0;
            return (
              <Group key={month}>
                {FATES.map((fate) => {
                  const count = months.get(month)?.[fate] ?? 0;
                  const [bottom, top] = [y(below), y(below + count)];
                  below += count;
                  return (
                    count > 0 && (
                      <Link key={fate} to="/documente" search={linkOf(fate, month, client)} tabIndex={-1}>
                        <Bar
                          className={`bar bar-${fate}`}
                          x={(x(month) ?? 0) + (x.bandwidth() - bar) / 2}
                          width={bar}
                          y={top}
                          height={bottom - top}
                        >
                          <title>{`${monthName(month, language)} · ${t(`overview.fate.${fate}`)}: ${count}`}</title>
                        </Bar>
                      </Link>
                    )
                  );
                })}
              </Group>
            );
          })}
          <MonthAxis scale={x} top={HEIGHT - MARGIN.bottom} width={width} />
        </svg>
      )}
    </div>
  );
}

function total(counts: Counts): number {
  return FATES.reduce((sum, fate) => sum + counts[fate], 0);
}
