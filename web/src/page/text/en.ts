import { about } from "./about";
import { ask } from "./ask";
import { common } from "./common";
import { films } from "./films";
import { search } from "./search";
import { title } from "./title";

export const en = {
  ...common.en,
  search: search.en,
  title: title.en,
  ask: ask.en,
  film: films.en,
  about: about.en,
};

/** Every word of the page. */
export type Text = typeof en;
