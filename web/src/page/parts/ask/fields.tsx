// The fields that several questions share.
import { useAnswer } from "../../api/useAnswer";
import {
  type PlatformCode,
  type TitleFilter,
  type TitleType,
  YearsInCataloguesDocument,
} from "../../generated/queries";
import type { Parameters } from "../../state/address";
import { useText } from "../../text/language";
import { NumberField, SelectField } from "../Fields";

export const PLATFORMS: PlatformCode[] = ["AMAZON", "DISNEY", "HULU", "NETFLIX"];
const TYPES: TitleType[] = ["MOVIE", "TV_SHOW"];

interface Props {
  name: string;
  parameters: Parameters;
}

export function PlatformField({ name, parameters }: Props) {
  const t = useText();
  return (
    <SelectField
      name={name}
      label={t.ask.platform}
      all={t.all}
      value={platformOf(parameters[name]) ?? ""}
      options={PLATFORMS.map((code) => ({ value: code, name: t.platforms[code] }))}
    />
  );
}

export function TypeField({ name, parameters }: Props) {
  const t = useText();
  return (
    <SelectField
      name={name}
      label={t.ask.type}
      all={t.ask.both}
      value={typeOf(parameters[name]) ?? ""}
      options={TYPES.map((type) => ({ value: type, name: t.typesMany[type] }))}
    />
  );
}

/** A year of release, or of being added; which there are stands in the field as long as it is empty. */
export function YearField({ name, parameters, added = false }: Props & { added?: boolean }) {
  const t = useText();
  const { data } = useAnswer(YearsInCataloguesDocument, {});
  const released = data?.titles.facets.releaseYears ?? [];
  const [from, to] = added
    ? [data?.firstAdded.nodes[0]?.addedYear, data?.lastAdded.nodes[0]?.addedYear]
    : [released[0]?.year, released[released.length - 1]?.year];
  return (
    <NumberField
      name={name}
      label={added ? t.ask.addedYear : t.ask.year}
      min={1000}
      max={9999}
      placeholder={from != null && to != null ? `${from}–${to}` : ""}
      value={parameters[name] ?? ""}
    />
  );
}

export function yearOf(text: string | undefined): number | null {
  return text !== undefined && /^\d{4}$/.test(text) ? Number(text) : null;
}

export function platformOf(text: string | undefined): PlatformCode | null {
  return PLATFORMS.find((code) => code === text) ?? null;
}

export function typeOf(text: string | undefined): TitleType | null {
  return TYPES.find((type) => type === text) ?? null;
}

/** The same choice as the lists of titles take it; nothing where all are meant. */
export function filterOf(
  year: number | null,
  platform: PlatformCode | null,
  type: TitleType | null,
): TitleFilter | null {
  if (year === null && platform === null && type === null) return null;
  return {
    ...(year !== null && { releaseYear: { min: year, max: year } }),
    ...(platform !== null && { platform: [platform] }),
    ...(type !== null && { type }),
  };
}
