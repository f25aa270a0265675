import { GraphiQL } from "graphiql";
import { useEffect, useState } from "react";
import { fetcher, onKeyWanted } from "./fetcher";
import { keptTab, storage } from "./storage";
import type { Tab } from "./tab";

/**
 * GraphiQL over /graphql. It has the tabs that it kept, else `tabs`; `linked`, where there is one, is added and open.
 *
 * What is open it wants to be told once more: left to itself it shows a tab of `tabs` without its variables, and when
 * the page is loaded again it takes that for another and opens one more.
 */
export function Ide({ tabs, linked }: { tabs: Tab[]; linked: Tab | null }) {
  const keyWanted = useKeyWanted();
  const [opened] = useState(() => linked ?? keptTab() ?? tabs[0]);
  return (
    <GraphiQL
      fetcher={fetcher}
      storage={storage}
      defaultTabs={linked === null ? tabs : [linked, ...tabs]}
      defaultEditorToolsVisibility={keyWanted ? "headers" : "variables"}
      shouldPersistHeaders={false}
      inputValueDeprecation
      schemaDescription
      {...opened}
    >
      <GraphiQL.Logo>
        <a className="ide-logo" href="/">
          Cartelera
        </a>
      </GraphiQL.Logo>
      {keyWanted && (
        <GraphiQL.Footer>
          <p className="ide-note" role="status">
            This service asks for a key. Under Headers write <code>{'{"Authorization": "Bearer YOUR-KEY"}'}</code>, then
            fetch the schema again (the arrows at the left). The key counts for all tabs and is forgotten with the page.
          </p>
        </GraphiQL.Footer>
      )}
    </GraphiQL>
  );
}

/** Whether the service has refused a request that brought no key, or a wrong one. */
function useKeyWanted(): boolean {
  const [wanted, setWanted] = useState(false);
  useEffect(() => onKeyWanted(setWanted), []);
  return wanted;
}
