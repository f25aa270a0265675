import type { DatasetServedQuery } from "../../generated/queries";
import { useLanguage } from "../../text/language";

/** Digits of a hash that tell files apart to the eye. */
const SHORT = 12;

/** The raw files that the tables were made of. */
export function Sources({ sources }: { sources: DatasetServedQuery["dataset"]["sources"] }) {
  const { text: t, format } = useLanguage();
  const words = t.about.served;
  if (sources.length === 0) return <p class="soft">{`${words.sources}: ${words.noSources}`}</p>;
  return (
    <>
      <h3>{words.sources}</h3>
      <div class="table-scroll" role="group" aria-label={words.sources} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{words.file}</th>
              <th scope="col" class="number">
                {words.rows}
              </th>
              <th scope="col">{words.hash}</th>
            </tr>
          </thead>
          <tbody>
            {sources.map((source) => (
              <tr key={source.path}>
                <th scope="row">{source.path}</th>
                <td class="number">{format.count(source.rows)}</td>
                <td>
                  <code>{source.sha256.slice(0, SHORT)}</code>…
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <details>
        <summary>{words.hashes}</summary>
        <dl class="hashes">
          {sources.map((source) => (
            <div key={source.path}>
              <dt>{source.path}</dt>
              <dd>
                <code>{source.sha256}</code>
              </dd>
            </div>
          ))}
        </dl>
      </details>
    </>
  );
}
