// Prints the words of Markdown files as goldmark shows them, a line of JSON each.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html"
	"os"
	"regexp"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	renderer "github.com/yuin/goldmark/renderer/html"
)

// What is no text for goldmark, or what Hugo reads before it.
var before = regexp.MustCompile(`(?s)\A---\n.*?\n---\n|\A\+\+\+\n.*?\n\+\+\+\n|<!--.*?-->|\{\{[<%].*?[%>]\}\}`)
var unseen = regexp.MustCompile(`(?s)<script.*?</script>|<style.*?</style>`)
var inline = regexp.MustCompile(`</?(?:a|b|code|em|i|span|strong|sub|sup)\b[^>]*>`)
var tag = regexp.MustCompile(`<[^>]*>`)
var alternative = regexp.MustCompile(`<img[^>]* alt="([^"]*)"`)

func main() {
	markdown := goldmark.New(
		goldmark.WithExtensions(extension.GFM, extension.DefinitionList, extension.Footnote),
		goldmark.WithParserOptions(parser.WithAttribute()),
		goldmark.WithRendererOptions(renderer.WithUnsafe()),
	)
	for _, path := range os.Args[1:] {
		source, err := os.ReadFile(path)
		if err != nil {
			panic(err)
		}
		var page bytes.Buffer
		if err := markdown.Convert(before.ReplaceAll(source, nil), &page); err != nil {
			panic(err)
		}
		text := page.String()
		var alternatives []string
		for _, found := range alternative.FindAllStringSubmatch(text, -1) {
			alternatives = append(alternatives, found[1])
		}
		text = inline.ReplaceAllString(unseen.ReplaceAllString(text, ""), "")
		text = tag.ReplaceAllString(text, " ") + " " + strings.Join(alternatives, " ")
		line, err := json.Marshal(html.UnescapeString(text))
		if err != nil {
			panic(err)
		}
		fmt.Println(string(line))
	}
}
