import { about } from "./about";
import { ask } from "./ask";
import { common } from "./common";
import type { Text } from "./en";
import { films } from "./films";
import { search } from "./search";
import { title } from "./title";

export const es: Text = {
  ...common.es,
  search: search.es,
  title: title.es,
  ask: ask.es,
  film: films.es,
  about: about.es,
};
