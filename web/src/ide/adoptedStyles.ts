// Stands in for `react-style-singleton`, which GraphiQL's dialogs use to hold the page still: the same styles, adopted
// by the document instead of written into a <style> element, which a policy of `style-src 'self'` refuses.
import { useEffect } from "react";

export function styleHookSingleton() {
  const { add, remove } = stylesheetSingleton();
  return (styles: string, isDynamic?: boolean) => {
    useEffect(() => {
      add(styles);
      return remove;
    }, [styles && isDynamic]);
  };
}

export function styleSingleton() {
  const useStyle = styleHookSingleton();
  return ({ styles, dynamic }: { styles: string; dynamic?: boolean }) => {
    useStyle(styles, dynamic);
    return null;
  };
}

/** Styles that are adopted while somebody wants them. */
export function stylesheetSingleton() {
  const sheet = new CSSStyleSheet();
  let users = 0;
  return {
    add(styles: string) {
      if (users++ > 0) return;
      sheet.replaceSync(styles);
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    },
    remove() {
      if (--users > 0) return;
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== sheet);
    },
  };
}
