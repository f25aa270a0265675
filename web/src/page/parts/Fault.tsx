import { Component, type ComponentChildren } from "preact";
import { useText } from "../text/language";

interface Props {
  /** Another one is another try. */
  at: string;
  children: ComponentChildren;
}

/** Keeps a mistake in one view from taking the whole page with it. */
export class Fault extends Component<Props, { failed: string | null }> {
  override state = { failed: null as string | null };

  override componentDidCatch(error: unknown) {
    console.error(error);
    this.setState({ failed: this.props.at });
  }

  override render({ at, children }: Props) {
    return this.state.failed === at ? <FaultNote /> : children;
  }
}

function FaultNote() {
  const t = useText().fault;
  return (
    <div class="page-narrow" role="alert">
      <h1>{t.title}</h1>
      <p>{t.text}</p>
      <button type="button" class="button" onClick={() => window.location.reload()}>
        {t.reload}
      </button>
    </div>
  );
}
