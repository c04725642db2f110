// Prints the words of Markdown files as markdown-it shows them, a line of JSON each: with attributes
// in braces, as Wiki.js has them, and without the fences of VitePress's containers.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const require = createRequire(join(process.env.FAQ_PARSERS ?? ".", "node", "package.json"));
let markdownIt, attributes, decode;
try {
  markdownIt = require("markdown-it");
  attributes = require("markdown-it-attrs");
  decode = require("entities").decodeHTML;
} catch {
  process.exit(3);
}

const own = (text) =>
  text
    .replace(/^---\n[\s\S]*?\n---\n/, "")
    .replace(/<!--[\s\S]*?-->/g, "")
    .replace(/^[ >]*:::+ *\w*(?: +\{[^}]*\})?/gm, (fence) => fence.replace(/[^ >]/g, ""));

for (const path of process.argv.slice(2)) {
  const parser = markdownIt({ html: true }).use(attributes);
  let page = parser.render(own(readFileSync(path, "utf8")));
  const alternatives = [...page.matchAll(/<img[^>]* alt="([^"]*)"/g)].map((found) => found[1]);
  page = page.replace(/<(script|style)[\s\S]*?<\/\1>/g, "");
  page = page.replace(/<\/?(?:a|b|code|em|i|span|strong|sub|sup)\b[^>]*>/g, "");
  console.log(JSON.stringify(decode(`${page.replace(/<[^>]*>/g, " ")} ${alternatives.join(" ")}`)));
}
