# Prints the words of Markdown files as kramdown shows them, a line of JSON each.

require "json"
begin
  require "kramdown"
  require "kramdown-parser-gfm"
rescue LoadError
  exit 3
end

# What Jekyll's Liquid would put there is not known.
LIQUID = /\{%.*?%\}|\{\{.*?\}\}/m

ARGV.each do |path|
  text = File.read(path, encoding: "UTF-8")
  text = text.sub(/\A---\n.*?\n---\n/m, "").gsub(/<!--.*?-->/m, "").gsub(LIQUID, "")
  page = Kramdown::Document.new(text, input: "GFM", entity_output: :as_char).to_html
  alternatives = page.scan(/<img[^>]* alt="([^"]*)"/).flatten
  page = page.gsub(%r{<(script|style).*?</\1>}m, "")
  page = page.gsub(%r{</?(?:a|b|code|em|i|span|strong|sub|sup)\b[^>]*>}, "")
  words = page.gsub(/<[^>]*>/, " ") + " " + alternatives.join(" ")
  words = words.gsub("&lt;", "<").gsub("&gt;", ">").gsub("&quot;", '"').gsub("&amp;", "&")
  puts JSON.generate(words)
end
