/** Merge, split, cut, other company: rare, so behind one button, and each with a key. */
import { useQuery } from "@tanstack/react-query";
import { useRef, useState, type ReactNode } from "react";
import type { Doc } from "../../shared/api/types";
import { useWords } from "../../shared/i18n";
import { BuildingIcon, CopyIcon, FileIcon, MoreIcon, ScissorsIcon } from "../../shared/ui/icons";
import { Chooser } from "../Chooser";
import { clientsQuery } from "../queries";
import { useShortcuts } from "../useShortcuts";
import { CutDialog } from "./CutDialog";
import { MergeDialog } from "./MergeDialog";
import { SplitDialog } from "./SplitDialog";
import { useFiling, type Filing } from "./useFiling";
import "./cut.css";
import "./filing.css";

type Verb = Filing["verb"];

const VERBS: readonly { verb: Verb; key: string; icon: ReactNode }[] = [
  { verb: "merge", key: "m", icon: <CopyIcon /> },
  { verb: "split", key: "s", icon: <FileIcon /> },
  { verb: "cut", key: "t", icon: <ScissorsIcon /> },
  { verb: "move", key: "c", icon: <BuildingIcon /> },
];

export function FilingMenu({ document }: { document: Doc }): ReactNode {
  const { t } = useWords();
  const [opened, setOpened] = useState<Verb | null>(null);
  const menu = useRef<HTMLDivElement>(null);
  const { data: clients = [] } = useQuery(clientsQuery);
  const filing = useFiling(document);
  const close = (): void => setOpened(null);
  function open(verb: Verb): void {
    menu.current?.hidePopover();
    setOpened(verb);
  }
  function run(what: Filing): void {
    close();
    filing.mutate(what);
  }
  useShortcuts({
    m: () => open("merge"),
    s: () => open("split"),
    t: () => open("cut"),
    c: () => open("move"),
  });
  return (
    <>
      <button
        type="button"
        className="icon-button"
        popoverTarget="filing-menu"
        aria-label={t("filing.more")}
        title={t("filing.more")}
        data-testid="filing"
        disabled={filing.isPending}
      >
        <MoreIcon />
      </button>
      <div id="filing-menu" className="menu filing-menu" popover="auto" ref={menu}>
        {VERBS.map(({ verb, key, icon }) => (
          <button
            key={verb}
            type="button"
            className="menu-item"
            data-testid={`filing-${verb}`}
            onClick={() => open(verb)}
          >
            {icon} {t(`filing.${verb}`)} <kbd>{key}</kbd>
          </button>
        ))}
      </div>
      <MergeDialog
        document={document}
        open={opened === "merge"}
        close={close}
        merge={(others) => run({ verb: "merge", others })}
      />
      <SplitDialog
        document={document}
        open={opened === "split"}
        close={close}
        split={(firstPages) => run({ verb: "split", firstPages })}
      />
      <CutDialog
        document={document}
        open={opened === "cut"}
        close={close}
        cut={(cut) => run({ verb: "cut", cut })}
      />
      <Chooser
        title={t("filing.move")}
        hint={t("filing.move.search")}
        open={opened === "move"}
        close={close}
        choices={clients
          .filter(({ id }) => id !== document.client_id)
          .map(({ id, name, cui }) => ({ value: id, label: name, detail: cui }))}
        choose={(id) => {
          const client = clients.find((one) => one.id === id);
          if (client) run({ verb: "move", client });
        }}
      />
    </>
  );
}
