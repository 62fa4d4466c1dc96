/** For which company is photographed; asked only where there is more than none to choose from. */
import { useEffect, useState, type ReactNode } from "react";
import type { Client } from "../shared/api/types";
import { useWords } from "../shared/i18n";
import { chooseClient, chosenClient, fetchClients, rememberedClients } from "../shared/identity";
import { Banner } from "../shared/ui/feedback";

export interface Clients {
  clients: Client[];
  client: Client | undefined;
  choose: (id: string) => void;
}

export function useClients(): Clients {
  const [clients, setClients] = useState(rememberedClients);
  const [chosen, setChosen] = useState(chosenClient);
  useEffect(() => {
    // Without signal or session the remembered companies do.
    fetchClients().then(setClients, () => undefined);
  }, []);
  function choose(id: string): void {
    setChosen(id);
    chooseClient(id);
  }
  return { clients, client: clients.find(({ id }) => id === chosen) ?? clients[0], choose };
}

export function ClientChoice({ clients, client, choose }: Clients): ReactNode {
  const { t } = useWords();
  if (clients.length === 0) {
    return (
      <Banner tone="info">
        <p>{t("capture.no_clients")}</p>
      </Banner>
    );
  }
  return (
    <label className="capture-client">
      <span className="label">{t("client.choose")}</span>
      <select className="input" value={client?.id} onChange={(event) => choose(event.target.value)}>
        {clients.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
