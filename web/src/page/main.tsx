// The page: what is on, for people.
import { render } from "preact";
import "@fontsource-variable/bricolage-grotesque/wght.css";
import "./style/tokens.css";
import "./style/base.css";
import "./style/frame.css";
import "./style/parts.css";
import "./style/search.css";
import "./style/title.css";
import "./style/verdict.css";
import "./style/people.css";
import "./style/ask.css";
import "./style/films.css";
import "./style/about.css";
import { App } from "./App";
import { readable } from "./state/address";

const root = document.getElementById("page");
if (root === null) throw new Error("the page has no #page");
// The router fails on a path that is not encoded right, such as /person/50%.
const { pathname, search, hash } = window.location;
if (readable(pathname) !== pathname) window.history.replaceState(null, "", readable(pathname) + search + hash);
render(<App />, root);
