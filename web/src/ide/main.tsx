// The page /graphiql: GraphiQL with a tab for each question.
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import "graphiql/style.css";
import "./ide.css";
import { Ide } from "./Ide";
import { withExamples } from "./examples";
import { followLinks, takeLinked } from "./linked";
import { starters } from "./starters";
import { keptTab } from "./storage";

const linked = takeLinked();
followLinks();
const tabs = keptTab() === null ? await withExamples(starters) : starters;
const root = document.getElementById("ide");
if (root === null) throw new Error("the page has no #ide");
createRoot(root).render(
  <StrictMode>
    <Ide tabs={tabs} linked={linked} />
  </StrictMode>,
);
