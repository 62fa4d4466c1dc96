/** Which of many documents fall into months that are closed: the books would refuse them after the approval. */
import type { QueryClient } from "@tanstack/react-query";
import { periodsQuery } from "../../admin/books/periods";
import type { Doc, Period } from "../../shared/api/types";

export interface Parted {
  open: Doc[];
  closed: Doc[];
}

/** The documents by whether their month is open, as the books say now. What can't be asked is left to the books. */
export async function partedByMonth(client: QueryClient, documents: readonly Doc[]): Promise<Parted> {
  const companies = [...new Set(documents.map((one) => one.client_id))];
  const lists = await Promise.all(
    companies.map((company) =>
      client.query({ ...periodsQuery(company), staleTime: 0 }).catch((): Period[] => []),
    ),
  );
  return parted(documents, lists.flat());
}

export function parted(documents: readonly Doc[], periods: readonly Period[]): Parted {
  const months = new Set(
    periods.filter(({ closed }) => closed).map(({ client_id, month }) => `${client_id} ${month}`),
  );
  const isClosed = ({ client_id, extraction }: Doc): boolean =>
    months.has(`${client_id} ${extraction?.issue_date?.slice(0, 7) ?? ""}`);
  return {
    open: documents.filter((one) => !isClosed(one)),
    closed: documents.filter(isClosed),
  };
}
