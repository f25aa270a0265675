import { useTitle } from "../state/address";
import { useText } from "../text/language";

export function NotFound() {
  const t = useText();
  useTitle(t.notFound.title);
  return (
    <div class="page-narrow">
      <h1>{t.notFound.title}</h1>
      <p>{t.notFound.text}</p>
      <p>
        <a href="/">{t.notFound.home}</a>
      </p>
    </div>
  );
}
