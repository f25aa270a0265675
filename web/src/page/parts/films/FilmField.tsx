import { useAnswer } from "../../api/useAnswer";
import { SuggestFilmsDocument } from "../../generated/queries";
import { useLanguage } from "../../text/language";
import { Combobox, type Option } from "../Combobox";

interface Props {
  name: string;
  value: string;
  onPick: (title: string) => void;
}

/** The title of a film, with films suggested while it is typed, the most voted first. */
export function FilmField({ name, value, onPick }: Props) {
  const { text: t } = useLanguage();
  return (
    <div class="field field-wide">
      <span aria-hidden="true">{t.film.title}</span>
      <Combobox
        required
        name={name}
        label={t.film.title}
        listLabel={t.film.suggestions}
        text={value}
        useOptions={useFilms}
        onPick={(film) => onPick(film.name)}
      />
    </div>
  );
}

function useFilms(text: string): Option[] {
  const { text: t, format } = useLanguage();
  const { data } = useAnswer(SuggestFilmsDocument, { text }, text !== "");
  return (data?.films.nodes ?? []).map((film) => ({
    key: film.id,
    name: film.title,
    detail: `${film.releaseYear} · ${t.film.votesShort(format.count(film.voteCount), film.voteCount)}`,
  }));
}
