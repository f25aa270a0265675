// The pages of `web/`, built into the folder that graphql_api/http/static.py serves.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { defineConfig, type Plugin } from "vite";

const here = (path: string) => join(import.meta.dirname, path);

export default defineConfig({
  root: here("."),
  base: "/",
  publicDir: false,
  plugins: [compressed()],
  resolve: {
    // It writes <style> elements, which the policy of our pages refuses.
    alias: { "react-style-singleton": here("src/ide/adoptedStyles.ts") },
  },
  build: {
    outDir: here("../graphql_api/static"),
    emptyOutDir: true, // it lies outside of the root, where Vite would rather not
    target: "es2022",
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1024, // kB: an editor with a parser is as large as it is
    license: { fileName: "licenses.md" }, // of what is bundled: their terms want it to come along
    rolldownOptions: {
      // One line a page.
      input: { index: here("index.html"), ide: here("ide.html") },
      onwarn(warning, warn) {
        if (warning.code !== "MODULE_LEVEL_DIRECTIVE") warn(warning); // "use client" is for servers that render
      },
    },
  },
});

/** Writes a `.gz` beside each file of a build that gets smaller by it, so that the service need not compress. */
function compressed(): Plugin {
  return {
    name: "compressed",
    apply: "build",
    writeBundle({ dir }, bundle) {
      for (const name of Object.keys(bundle)) {
        const file = join(dir ?? "", name);
        const content = readFileSync(file);
        const smaller = gzipSync(content, { level: 9 });
        if (smaller.length < content.length) writeFileSync(`${file}.gz`, smaller);
      }
    },
  };
}
