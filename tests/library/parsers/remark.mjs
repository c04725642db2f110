// Prints the words of Markdown files as remark with MDX shows them, a line of JSON each.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const load = async (name) => {
  const file = join(process.env.FAQ_PARSERS ?? ".", "node", "node_modules", name, "index.js");
  return import(pathToFileURL(file));
};
let unified, parse, mdx, gfm, directive;
try {
  ({ unified } = await load("unified"));
  ({ default: parse } = await load("remark-parse"));
  ({ default: mdx } = await load("remark-mdx"));
  ({ default: gfm } = await load("remark-gfm"));
  ({ default: directive } = await load("remark-directive"));
} catch {
  process.exit(3);
}

const BLOCKS = new Set([
  "paragraph", "heading", "listItem", "tableCell", "code", "blockquote", "break",
  "mdxJsxFlowElement", "containerDirective",
]);

const words = (node) => {
  if (["text", "inlineCode", "code"].includes(node.type)) return node.value + (node.type === "code" ? "\n" : "");
  if (node.type === "html") return node.value.replace(/<[^>]*>/g, "");
  if (["image", "imageReference"].includes(node.type)) return ` ${node.alt ?? ""} `;
  // Not meant as a directive: `10:30`.
  if (node.type === "textDirective") return `:${node.name}${(node.children ?? []).map(words).join("")}`;
  const inner = (node.children ?? []).map(words).join("");
  return BLOCKS.has(node.type) ? `${inner}\n` : inner;
};

const own = (text) =>
  text
    .replace(/^---\n[\s\S]*?\n---\n/, "")
    .replace(/<!--[\s\S]*?-->/g, "")
    .replace(/^(:{3,}\w+) +(.+)$/gm, "$1[$2]")
    .replace(/^(#{1,6} .*?)\s*\\?\{#[^}]*\}$/gm, "$1");

for (const path of process.argv.slice(2)) {
  const text = own(readFileSync(path, "utf8"));
  let tree;
  try {
    tree = unified().use(parse).use(gfm).use(directive).use(mdx).parse(text);
  } catch {
    // Not MDX: an older site of the same generator.
    tree = unified().use(parse).use(gfm).use(directive).parse(text);
  }
  console.log(JSON.stringify(words(tree)));
}
