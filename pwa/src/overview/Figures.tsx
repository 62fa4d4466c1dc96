/** The numbers of today: what waits, how long already, and how well it was read; each leads to its documents. */
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Statistics } from "../shared/api/types";
import { useWords } from "../shared/i18n";
import { linkOf } from "./links";
import { add, AGES, daysOf, percent } from "./statistics";

export function Figures(props: { statistics: Statistics; client: string | undefined }): ReactNode {
  const { t } = useWords();
  const { statistics, client } = props;
  const counts = add(statistics.months);
  const latest = statistics.quality.at(-1);
  const clean = latest && percent(latest.without_review, latest.read);
  const ages = AGES.map((age) => ({
    age,
    count: statistics.ageing.reduce((sum, row) => sum + row[age], 0),
  }));
  const most = Math.max(1, ...ages.map(({ count }) => count));
  return (
    <div className="figures">
      <Link className="panel figure" to="/documente" search={linkOf("waiting", undefined, client)}>
        <span className="figure-number" data-testid="figure-waiting">
          {ages.reduce((sum, { count }) => sum + count, 0)}
        </span>
        <span>{t("overview.waiting")}</span>
      </Link>
      <Link className="panel figure" to="/documente" search={linkOf("approved", undefined, client)}>
        <span className="figure-number">{counts.approved}</span>
        <span>{t("overview.approved")}</span>
      </Link>
      <div className="panel figure">
        <span className="figure-number">{clean === undefined ? "—" : `${clean} %`}</span>
        <span>{t("overview.clean")}</span>
      </div>
      <section className="panel ageing" aria-labelledby="ageing-title">
        <h2 id="ageing-title">{t("overview.ageing")}</h2>
        <ul>
          {ages.map(({ age, count }) => (
            <li key={age}>
              <Link
                to="/documente"
                search={{ open: "yes", client, ...daysOf(age) }}
                data-testid={`age-${age}`}
              >
                <span>{t(`overview.age.${age}`)}</span>
                <meter className={`age age-${age}`} min={0} max={most} value={count} aria-hidden="true" />
                <span className="number strong">{count}</span>
              </Link>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}
