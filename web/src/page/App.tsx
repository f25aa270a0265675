import { Provider } from "@urql/preact";
import { LocationProvider, Route, Router, useLocation } from "preact-iso";
import { useClient } from "./api/client";
import { Banner } from "./parts/Banner";
import { Doors } from "./parts/Doors";
import { Fault } from "./parts/Fault";
import { Footer } from "./parts/Footer";
import { Header } from "./parts/Header";
import { Arrival } from "./state/arrival";
import { LanguageProvider, useText } from "./text/language";
import { About } from "./views/About";
import { Ask } from "./views/Ask";
import { FilmView } from "./views/FilmView";
import { Films } from "./views/Films";
import { NotFound } from "./views/NotFound";
import { PersonView } from "./views/PersonView";
import { Search } from "./views/Search";
import { TitleView } from "./views/TitleView";
import { UserView } from "./views/UserView";

/** Addresses that are views of this page; links to any other leave it. */
const OURS = /^\/(?:$|\?|(?:title|user|film|person)\/|(?:ask|films|about)\/?(?:$|\?))/;

export function App() {
  const client = useClient();
  return (
    <LanguageProvider>
      <Provider value={client}>
        <LocationProvider scope={OURS}>
          <Frame />
        </LocationProvider>
      </Provider>
    </LanguageProvider>
  );
}

function Frame() {
  const t = useText();
  const { url } = useLocation();
  return (
    <>
      <a class="skip" href="#main">
        {t.skip}
      </a>
      <Header />
      <Banner />
      <main id="main" tabIndex={-1}>
        <Arrival />
        <Doors>
          <Fault at={url}>
            <Router>
              <Route path="/" component={Search} />
              <Route path="/title/:id" component={TitleView} />
              <Route path="/person/:name+" component={PersonView} />
              <Route path="/user/:id" component={UserView} />
              <Route path="/ask" component={Ask} />
              <Route path="/films" component={Films} />
              <Route path="/film/:id" component={FilmView} />
              <Route path="/about" component={About} />
              <Route default component={NotFound} />
            </Router>
          </Fault>
        </Doors>
      </main>
      <Footer />
    </>
  );
}
