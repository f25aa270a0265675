// What somebody chose in the catalogues, as the address keeps it and as the API takes it.
import type { TitleFilter, TitleOrder } from "../generated/queries";
import { cut, type Parameters } from "./address";

/** Filters of several values each; the address writes them with `~` between. */
export const MENUS = ["platform", "genre", "rating", "country"] as const;
export type Menu = (typeof MENUS)[number];

const ORDERS = {
  TITLE: { field: "TITLE", direction: "ASC" },
  SCORE: { field: "SCORE", direction: "DESC" },
  VOTES: { field: "VOTES", direction: "DESC" },
  NEWEST: { field: "RELEASE_YEAR", direction: "DESC" },
  OLDEST: { field: "RELEASE_YEAR", direction: "ASC" },
  LONGEST: { field: "DURATION", direction: "DESC" },
} as const satisfies Record<string, TitleOrder>;

/** `MATCH`: as the search ranks, which only a text has. */
export type Order = keyof typeof ORDERS | "MATCH";

export interface Choice {
  text: string;
  menus: Record<Menu, string[]>;
  type: "" | "MOVIE" | "TV_SHOW";
  from: number | null;
  to: number | null;
  order: Order;
}

const BETWEEN = "~";
const PLATFORMS = ["AMAZON", "DISNEY", "HULU", "NETFLIX"];

/** What an address says; what it cannot mean is passed over. */
export function choiceOf(parameters: Parameters): Choice {
  const values = (menu: Menu) => (parameters[menu] ?? "").split(BETWEEN).filter(Boolean).slice(0, 20).map(read);
  const text = cut((parameters.q ?? "").trim(), 100);
  const type = parameters.type;
  const order = parameters.order ?? "";
  return {
    text,
    menus: {
      platform: values("platform").filter((code) => PLATFORMS.includes(code)),
      genre: values("genre"),
      rating: values("rating"),
      country: values("country"),
    },
    type: type === "MOVIE" || type === "TV_SHOW" ? type : "",
    from: year(parameters.from),
    to: year(parameters.to),
    order: Object.hasOwn(ORDERS, order) ? (order as Order) : text === "" ? "SCORE" : "MATCH",
  };
}

function year(text: string | undefined): number | null {
  return text !== undefined && /^\d{4}$/.test(text) ? Number(text) : null;
}

/** Values as the address has them; a `~` of their own is written as links write signs. */
export function written(values: string[]): string {
  return values.map((value) => value.replaceAll("%", "%25").replaceAll(BETWEEN, "%7E")).join(BETWEEN);
}

function read(value: string): string {
  return value.replaceAll("%7E", BETWEEN).replaceAll("%25", "%");
}

/** The filter of the API; undefined where nothing is filtered. */
export function filterOf(choice: Choice): TitleFilter | undefined {
  const filter: TitleFilter = {};
  for (const menu of MENUS) {
    const chosen = choice.menus[menu];
    if (chosen.length > 0) Object.assign(filter, { [menu]: chosen });
  }
  if (choice.type !== "") filter.type = choice.type;
  if (choice.from !== null || choice.to !== null) {
    filter.releaseYear = {
      ...(choice.from !== null && { min: choice.from }),
      ...(choice.to !== null && { max: choice.to }),
    };
  }
  return Object.keys(filter).length > 0 ? filter : undefined;
}

/** The order of the API; undefined for the best match. */
export function orderOf(choice: Choice): TitleOrder | undefined {
  return choice.order === "MATCH" ? undefined : ORDERS[choice.order];
}

/** The filter of the API with everything but what one menu says: what that menu can still add. */
export function filterWithout(choice: Choice, menu: Menu | "type" | "year"): TitleFilter | undefined {
  const { releaseYear, ...filter } = filterOf(choice) ?? {};
  const kept: TitleFilter = { ...filter, ...(menu !== "year" && releaseYear && { releaseYear }) };
  if (menu !== "year") delete kept[menu];
  if (choice.text !== "") kept.text = choice.text;
  return Object.keys(kept).length > 0 ? kept : undefined;
}

/** How many filters are set. */
export function filtersOn({ menus, type, from, to }: Choice): number {
  const several = MENUS.reduce((sum, menu) => sum + menus[menu].length, 0);
  return several + Number(type !== "") + Number(from !== null || to !== null);
}

/** The address without any filter. */
export const NO_FILTERS: Parameters = { platform: "", genre: "", rating: "", country: "", type: "", from: "", to: "" };
