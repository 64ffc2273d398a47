import { Marked } from "marked";
import { gfmHeadingId } from "marked-gfm-heading-id";
import type { Plugin } from "vite";

/**
 * The user guide, in Markdown so that a forge shows it, becomes a page while building. Its pictures are left out: they
 * show the app that is open behind it, and would be a tenth of the program.
 */
export function guide(): Plugin {
  const marked = new Marked(gfmHeadingId(), { renderer: { image: () => "" } });
  return {
    name: "guide",
    enforce: "pre",
    transform: {
      filter: { id: /\.md$/ },
      async handler(text) {
        const page = await marked.parse(text);
        return { code: `export default ${JSON.stringify(page)};\n`, moduleType: "js" };
      },
    },
  };
}
